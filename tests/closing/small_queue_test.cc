// SmallQueue: first in, first out, and a value.
#include "closing/small_queue.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "absl/hash/hash.h"

namespace wsdrain {
namespace {

TEST(SmallQueueTest, GoesOnLikeADeque) {
  SmallQueue<int, 2> queue;
  std::deque<int> model;
  for (int i = 0; i < 1000; ++i) {
    queue.push_back(i);
    model.push_back(i);
    if (i % 3 != 0) {
      ASSERT_EQ(queue.front(), model.front());
      queue.pop_front();
      model.pop_front();
    }
    ASSERT_EQ(queue.size(), model.size());
    ASSERT_TRUE(std::equal(queue.begin(), queue.end(), model.begin()));
  }
  EXPECT_EQ(queue.back(), model.back());
}

TEST(SmallQueueTest, EqualityAndHashForgetWhatWasPopped) {
  SmallQueue<std::string, 1> a;
  SmallQueue<std::string, 1> b;
  a.push_back("gone");
  a.push_back("here");
  a.pop_front();
  b.push_back("here");
  EXPECT_TRUE(a == b);
  EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
  b.push_back("more");
  EXPECT_FALSE(a == b);
  a.push_back("less");
  EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace wsdrain
