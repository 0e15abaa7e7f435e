// Tables that nobody can tell apart are found to be alike, all others are told
// apart, and each mutant gets the judgement that it deserves.
#include "explore/equivalence_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explore/explorer.h"
#include "explore/table_mutants.h"
#include "props/all.h"

namespace wsdrain {
namespace {

// Some letters of table-rows: what a close needs, and an application's message.
Space SomeRows(Role role) {
  Space space = TableRows(role);
  const auto is_wanted = [](const Letter& letter) {
    switch (letter.step.verb) {
      case Verb::kRemoteFrame:
        return letter.step.opcode == 1 || letter.step.opcode == 8;
      case Verb::kRemoteEof:
      case Verb::kRemoteReset:
      case Verb::kSend:
      case Verb::kClose:
      case Verb::kElapse:
        return letter.step.hook == Hook::kNone;
      case Verb::kAccept:
        return letter.step.amount == Amount::kAll;
      default:
        return false;
    }
  };
  std::erase_if(space.letters, [&](const Letter& l) { return !is_wanted(l); });
  return space;
}

Exploration Compared(const Table& other, Role role = Role::kServer) {
  const Space space = SomeRows(role);
  return Explore(EquivalenceModel(space, kTable, other), {});
}

Table With(State from, Event on, State to, Action action) {
  return WithRow(kTable, from, on, to, action, "test");
}

TEST(EquivalenceModelTest, ATableIsLikeItself) {
  const Space space = SomeRows(Role::kClient);
  const Exploration compared =
      Explore(EquivalenceModel(space, kTable, kTable), {});
  EXPECT_TRUE(compared.ok());
  const EndpointKind kind = Reference();
  const Exploration clean =
      Explore(WorldModel(space, {.client = &kind}, AllProperties()), {});
  EXPECT_EQ(compared.states, clean.states);
  EXPECT_EQ(compared.transitions, clean.transitions);
}

TEST(EquivalenceModelTest, WhatIsDiscardedAndWhatIsIgnoredLooksTheSame) {
  for (const Role role : {Role::kClient, Role::kServer}) {
    EXPECT_TRUE(Compared(With(State::kCloseReceived, Event::kTrailingBytes,
                              State::kCloseReceived, Action::kNone),
                         role)
                    .ok());
  }
}

TEST(EquivalenceModelTest, AWrongTargetIsToldApartByAShortestWord) {
  const Exploration compared = Compared(
      With(State::kOpen, Event::kEof, State::kFailed, Action::kFinish));
  ASSERT_TRUE(compared.broken.has_value());
  EXPECT_EQ(compared.broken->finding.property, kNoDifference);
  EXPECT_EQ(compared.broken->letters.size(), 2u) << "remote eof, and another";
  EXPECT_NE(compared.broken->finding.expected, compared.broken->finding.actual);
}

// The two worlds go on unlike each other, and nobody ever sees it.
TEST(EquivalenceModelTest, UnlikeStatesThatBehaveTheSameAreFollowedToTheEnd) {
  const Exploration alike = Compared(kTable);
  const Exploration unlike =
      Compared(With(State::kCloseExchanged, Event::kStartClose, State::kFailed,
                    Action::kNone));
  EXPECT_TRUE(unlike.ok());
  EXPECT_GT(unlike.states, alike.states);
}

// Only a server shuts down writing there.
TEST(EquivalenceModelTest, WhatOneRoleShowsTheOtherMayNot) {
  const Table ends_nothing = With(State::kCloseReceived, Event::kOutputDrained,
                                  State::kCloseExchanged, Action::kNone);
  EXPECT_TRUE(Compared(ends_nothing, Role::kClient).ok());
  EXPECT_TRUE(Compared(ends_nothing, Role::kServer).broken.has_value());
}

// The RFC's table never reaches the row, and so would never ask: that frames
// are read at all is said by the row.
TEST(EquivalenceModelTest, ATableThatReadsOnAfterTheCloseIsToldApart) {
  const Exploration compared =
      Compared(With(State::kCloseReceived, Event::kDataFrame,
                    State::kCloseReceived, Action::kDeliver));
  ASSERT_TRUE(compared.broken.has_value());
  EXPECT_EQ(compared.broken->letters.size(), 2u) << "a Close, a message";
}

TEST(EquivalenceModelTest, AnUnreachableRowMayHoldAnything) {
  EXPECT_TRUE(Compared(With(State::kOpen, Event::kTrailingBytes, State::kClosed,
                            Action::kAbandon))
                  .ok());
}

// --- The judgement -----------------------------------------------------------

TEST(TableMutantsTest, EachIsWrongInOnePlace) {
  const std::vector<Mutant> all = AllMutants();
  EXPECT_EQ(all.size(), kRows * (kStates - 1 + kActions - 1));
  std::set<std::string> names;
  for (const Mutant& mutant : all) {
    EXPECT_TRUE(names.insert(NameOf(mutant)).second) << NameOf(mutant);
    EXPECT_NE(mutant.to != mutant.row->to, mutant.action != mutant.row->action);
  }
}

Judgement Judged(State from, Event on, State to, Action action,
                 const PropertySet& properties = AllProperties()) {
  const HuntingGround ground =
      Ground({SomeRows(Role::kClient), SomeRows(Role::kServer)}, properties);
  EXPECT_EQ(ground.fault, "");
  return Judge({.row = &kTable.At(from, on), .to = to, .action = action},
               ground);
}

TEST(TableMutantsTest, ACaughtOneHasAWordAndAProperty) {
  const Judgement judgement =
      Judged(State::kOpen, Event::kCloseFrame, State::kCloseReceived,
             Action::kRecordClose);
  EXPECT_EQ(judgement.fate, Fate::kCaught);
  EXPECT_EQ(judgement.property, "close_is_answered");
  EXPECT_EQ(judgement.steps, 1u);
  EXPECT_NE(judgement.scenario.find("remote close"), std::string::npos);
}

TEST(TableMutantsTest, AnUnreachableRowIsNotPlayed) {
  EXPECT_EQ(Judged(State::kOpen, Event::kDeadline, State::kClosed,
                   Action::kUnreachable)
                .reason,
            kRowUnreachable);
}

TEST(TableMutantsTest, AnEquivalentActionHasAReason) {
  const Judgement judgement =
      Judged(State::kOpen, Event::kReset, State::kClosed, Action::kAbandon);
  EXPECT_EQ(judgement.fate, Fate::kEquivalent);
  EXPECT_EQ(judgement.reason, kActionsLookAlike);
  EXPECT_FALSE(judgement.why.empty());
}

// With nobody to object, what can be told apart survives: here data behind
// the Close.
TEST(TableMutantsTest, WithoutPropertiesThereAreSurvivors) {
  const PropertySet none({});
  const Judgement judgement = Judged(State::kCloseSent, Event::kSendMessage,
                                     State::kCloseSent, Action::kSend, none);
  EXPECT_EQ(judgement.fate, Fate::kSurvivor);
  EXPECT_EQ(judgement.steps, 2u);
  EXPECT_NE(judgement.scenario.find("local text"), std::string::npos);
  EXPECT_EQ(Judged(State::kCloseSent, Event::kSendMessage, State::kCloseSent,
                   Action::kSend)
                .property,
            "sending_after_close_is_refused");
}

// The list does not excuse an action that a caller or a stranger would notice.
TEST(TableMutantsTest, TheListOfReasonsIsClosed) {
  const auto why = [](State from, Event on, Action action) {
    const Row& row = kTable.At(from, on);
    return std::string(WhyAlike({.row = &row, .to = row.to, .action = action}));
  };
  EXPECT_EQ(why(State::kCloseSent, Event::kSendMessage, Action::kNone), "");
  EXPECT_EQ(why(State::kOpen, Event::kDataFrame, Action::kDiscard), "");
  EXPECT_EQ(why(State::kCloseReceived, Event::kEof, Action::kFinish), "");
  EXPECT_EQ(why(State::kCloseExchanged, Event::kOutputDrained,
                Action::kShutdownWrite),
            "");
  EXPECT_NE(why(State::kFailed, Event::kOutputDrained, Action::kShutdownWrite),
            "");
}

}  // namespace
}  // namespace wsdrain
