// The named scenarios of the repository, read once for all tests of a folder.
#ifndef WSDRAIN_TESTS_REPLAY_CORPUS_H_
#define WSDRAIN_TESTS_REPLAY_CORPUS_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenario/scenario.h"
#include "scenario/scenario_text.h"

namespace wsdrain {

struct CorpusFile {
  std::string name;  // from corpus/scenarios/
  std::string text;
  std::string error;  // empty: it parses
  Scenario scenario;
};

inline std::vector<CorpusFile> ReadCorpus() {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(WSDRAIN_SOURCE_DIR) / "corpus/scenarios";
  std::vector<CorpusFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".scn") continue;
    CorpusFile file;
    file.name = fs::relative(entry.path(), root).string();
    std::ifstream in(entry.path(), std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(in), {});
    auto scenario = ScenarioFromText(file.name, file.text);
    if (scenario.ok()) {
      file.scenario = *std::move(scenario);
    } else {
      file.error = std::string(scenario.status().message());
    }
    files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

// Sorted by name.
inline const std::vector<CorpusFile>& Corpus() {
  static const auto& files = *new std::vector<CorpusFile>(ReadCorpus());
  return files;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_REPLAY_CORPUS_H_
