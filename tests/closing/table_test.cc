// The table: total, cited, and drawn as the reviewed picture has it.
#include "closing/table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "closing/picture.h"
#include "closing/tcp_policy.h"

namespace wsdrain {
namespace {

std::string ReadGolden(const std::string& name) {
  std::ifstream in(std::string(WSDRAIN_SOURCE_DIR) + "/tests/golden/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(TableTest, HasOneRowForEachStateAndEvent) {
  EXPECT_TRUE(IsTotal(kTable));
  EXPECT_EQ(kTable.rows.size(), 128u);
}

TEST(TableTest, IsNotTotalWithoutAnyOneOfItsRows) {
  for (size_t missing = 0; missing < kRows; ++missing) {
    // What remains when a row is deleted from the initialiser: the later rows
    // move up, and the last is empty.
    Table table = kTable;
    for (size_t i = missing; i + 1 < kRows; ++i) {
      table.rows[i] = table.rows[i + 1];
    }
    table.rows[kRows - 1] = Row{};
    EXPECT_FALSE(IsTotal(table)) << missing;
  }
}

TEST(TableTest, IsNotTotalWithoutASectionOrWithAWrongEvent) {
  Table table = kTable;
  table.rows[5].section = "";
  EXPECT_FALSE(IsTotal(table));
  table = kTable;
  table.rows[5].on = Event::kPing;
  EXPECT_FALSE(IsTotal(table));
}

TEST(TableTest, ARowCanBeChangedForATest) {
  for (const Row& row : kTable.rows) {
    const Table changed =
        WithRow(kTable, row.from, row.on, State::kOpen, Action::kNone, "why");
    EXPECT_TRUE(IsTotal(changed));
    EXPECT_EQ(changed.At(row.from, row.on).section, "why");
  }
}

TEST(TableTest, CitesASectionOrADecisionInEveryRow) {
  for (const Row& row : kTable.rows) {
    const std::string section(row.section);
    const bool cites = section.find_first_of("0123456789") != section.npos;
    EXPECT_TRUE(cites || section == "policy") << section;
  }
}

TEST(TableTest, ParsesOnlyUntilTheFirstCloseOrViolation) {
  for (size_t s = 0; s < kStates; ++s) {
    const State state = static_cast<State>(s);
    EXPECT_EQ(kTable.Parses(state),
              state == State::kOpen || state == State::kCloseSent)
        << StateName(state);
    // 7.1.7, D5: where frames are not parsed, bytes can come, and vice versa;
    // but none come after EOF.
    if (state != State::kLastWrite) {
      EXPECT_NE(kTable.Parses(state),
                kTable.At(state, Event::kTrailingBytes).action !=
                    Action::kUnreachable)
          << StateName(state);
    }
  }
}

TEST(TableTest, NeverLeavesClosed) {
  for (size_t e = 0; e < kEvents; ++e) {
    EXPECT_EQ(kTable.At(State::kClosed, static_cast<Event>(e)).to,
              State::kClosed);
  }
}

TEST(TableTest, ReportsTheEndExactlyWhereItEntersClosed) {
  for (const Row& row : kTable.rows) {
    const bool reports = row.action == Action::kFinish ||
                         row.action == Action::kAbandon ||
                         row.action == Action::kReport;
    const bool enters = row.from != State::kClosed && row.to == State::kClosed;
    EXPECT_EQ(reports, enters)
        << StateName(row.from) << " x " << EventName(row.on);
  }
}

TEST(TableTest, ClosesByTheDeadlineFromEveryStateThatArmsIt) {
  for (size_t s = 1; s + 1 < kStates; ++s) {
    EXPECT_EQ(kTable.At(static_cast<State>(s), Event::kDeadline).to,
              State::kClosed);
  }
}

TEST(TableTest, UsesEveryStateEventAndAction) {
  std::set<Action> actions;
  std::set<State> targets;
  for (const Row& row : kTable.rows) {
    actions.insert(row.action);
    targets.insert(row.to);
  }
  EXPECT_EQ(actions.size(), kActions);
  EXPECT_EQ(targets.size(), kStates);
}

TEST(TableTest, NamesAreUnique) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kStates; ++i) names.insert(StateName(State(i)));
  EXPECT_EQ(names.size(), kStates);
  names.clear();
  for (size_t i = 0; i < kEvents; ++i) names.insert(EventName(Event(i)));
  EXPECT_EQ(names.size(), kEvents);
  names.clear();
  for (size_t i = 0; i < kActions; ++i) names.insert(ActionName(Action(i)));
  EXPECT_EQ(names.size(), kActions);
}

TEST(TableTest, DiscardingDiffersInOneRowOnly) {
  size_t differing = 0;
  for (size_t i = 0; i < kRows; ++i) {
    differing += kTable.rows[i].action != kDiscardingTable.rows[i].action;
  }
  EXPECT_EQ(differing, 1u);
  EXPECT_TRUE(IsTotal(kDiscardingTable));
}

// To accept a reviewed change: build/dev/closing_tests prints both pictures
// on a failure; copy them to tests/golden.
TEST(PictureTest, IsTheReviewedOne) {
  EXPECT_EQ(TableAsMarkdown(kTable), ReadGolden("closing.md"));
  EXPECT_EQ(TableAsDot(kTable), ReadGolden("closing.dot"));
}

TEST(TcpPolicyTest, OnlyTheServerEndsTcpFirst) {
  EXPECT_EQ(WishAfter(Action::kEndTcp, Role::kServer, TcpWish::kKeep),
            TcpWish::kShutdownWrite);
  EXPECT_EQ(WishAfter(Action::kEndTcp, Role::kClient, TcpWish::kKeep),
            TcpWish::kKeep);
}

TEST(TcpPolicyTest, NeverTakesAWishBack) {
  for (size_t a = 0; a < kActions; ++a) {
    for (const Role role : {Role::kClient, Role::kServer}) {
      EXPECT_GE(WishAfter(Action(a), role, TcpWish::kShutdownWrite),
                TcpWish::kShutdownWrite);
      EXPECT_EQ(WishAfter(Action(a), role, TcpWish::kClose), TcpWish::kClose);
    }
  }
}

}  // namespace
}  // namespace wsdrain
