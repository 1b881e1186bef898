#include "base/parallel.h"
#include "jobs/job_queue.h"
#include "models/job_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

// Works until it is told to stop.
Result<int> untilCancelled(const Task& task) {
    task.addTotal(100);
    while (true) {
        MANTISSA_CHECK(task.check());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

class TestJobs : public QObject {
    Q_OBJECT
private slots:
    void deliversOnTheGuiThread();
    void reportsErrors();
    void newerJobOfALaneWins();
    void lateResultIsDropped();
    void cancelEndsAJob();
    void backgroundJobsRunOneByOne();
    void progressIsPolled();
    void destructionDuringWork();
    void pausedJobsRest();
    void pausedInTheQueue();
    void failedJobsAreTriedAgain();
    void modelFollows();
};

void TestJobs::deliversOnTheGuiThread() {
    JobQueue queue;
    QThread* worker = nullptr;
    QThread* receiver = nullptr;
    int value = 0;
    QSignalSpy busy(&queue, &JobQueue::busyChanged);
    Job* job = queue.start<int>(
        {.title = "seven"},
        [&](const Task&) -> Result<int> {
            worker = QThread::currentThread();
            return 7;
        },
        [&](int result) {
            receiver = QThread::currentThread();
            value = result;
        },
        [](const Error&) { QFAIL("no error was expected"); });
    QCOMPARE(job->state(), JobState::Queued);
    QTRY_COMPARE(value, 7);
    QCOMPARE(job->state(), JobState::Done);
    QCOMPARE(job->fraction(), 1.0);
    QCOMPARE(receiver, thread());
    QVERIFY(worker != thread());
    QCOMPARE(busy.size(), 2);
    QVERIFY(!queue.busy());
}

void TestJobs::reportsErrors() {
    JobQueue queue;
    QString told;
    Job* job = queue.start<int>(
        {.title = "fails"},
        [](const Task&) -> Result<int> {
            return fail(Error(ErrorCode::Malformed, sentence("broken")).inFile("x.gguf").atByte(12));
        },
        [](int) { QFAIL("no result was expected"); },
        [&](const Error& error) { told = QString::fromStdString(error.describe()); });
    QTRY_VERIFY(!told.isEmpty());
    QCOMPARE(job->state(), JobState::Failed);
    QVERIFY(job->error().has_value());
    QVERIFY2(told.contains("x.gguf") && told.contains("12") && told.contains("broken"), qPrintable(told));
}

void TestJobs::newerJobOfALaneWins() {
    JobQueue queue;
    QList<int> delivered;
    QList<Job*> jobs;
    for (int i = 0; i < 5; ++i) {
        const bool last = i == 4;
        jobs << queue.start<int>(
            {.title = "question", .lane = "lane"},
            [i, last](const Task& task) -> Result<int> {
                if (!last)
                    return untilCancelled(task);
                return i;
            },
            [&](int result) { delivered << result; }, [](const Error&) { QFAIL("cancel is no error"); });
    }
    QTRY_VERIFY(!queue.busy());
    QCOMPARE(delivered, QList<int>{4});
    for (int i = 0; i < 4; ++i)
        QCOMPARE(jobs[i]->state(), JobState::Cancelled);
}

void TestJobs::lateResultIsDropped() {
    JobQueue queue;
    std::atomic<bool> finish{false};
    QList<int> delivered;
    // This one ignores the request to stop and answers all the same.
    queue.start<int>(
        {.title = "old", .lane = "lane"},
        [&](const Task&) -> Result<int> {
            while (!finish)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return 1;
        },
        [&](int result) { delivered << result; }, [](const Error&) {});
    queue.start<int>(
        {.title = "new", .lane = "lane"}, [](const Task&) -> Result<int> { return 2; },
        [&](int result) { delivered << result; }, [](const Error&) {});
    QTRY_COMPARE(delivered, QList<int>{2});
    finish = true;
    QTRY_VERIFY(!queue.busy());
    QCOMPARE(delivered, QList<int>{2});
}

void TestJobs::cancelEndsAJob() {
    JobQueue queue;
    bool called = false;
    Job* job = queue.start<int>(
        {.title = "long"}, untilCancelled, [&](int) { called = true; }, [&](const Error&) { called = true; });
    QTRY_COMPARE(job->state(), JobState::Running);
    job->cancel();
    QTRY_COMPARE(job->state(), JobState::Cancelled);
    QVERIFY(!called);
    // A job that is cancelled while it waits never starts.
    std::atomic<bool> ran{false};
    Job* first = queue.start<int>(
        {.title = "first", .background = true}, untilCancelled, [](int) {}, [](const Error&) {});
    Job* waiting = queue.start<int>(
        {.title = "waiting", .background = true},
        [&](const Task&) -> Result<int> {
            ran = true;
            return 0;
        },
        [](int) {}, [](const Error&) {});
    waiting->cancel();
    first->cancel();
    QTRY_COMPARE(waiting->state(), JobState::Cancelled);
    QVERIFY(!ran);
}

void TestJobs::backgroundJobsRunOneByOne() {
    JobQueue queue;
    std::atomic<int> running{0};
    std::atomic<int> most{0};
    QList<int> order;
    for (int i = 0; i < 6; ++i)
        queue.start<int>(
            {.title = "background", .background = true},
            [&, i](const Task&) -> Result<int> {
                most = std::max(most.load(), ++running);
                std::this_thread::sleep_for(std::chrono::milliseconds(3));
                --running;
                return i;
            },
            [&](int result) { order << result; }, [](const Error&) {});
    QTRY_COMPARE(order, (QList<int>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(most.load(), 1);
}

void TestJobs::progressIsPolled() {
    JobQueue queue;
    std::atomic<bool> finish{false};
    Job* job = queue.start<int>(
        {.title = "half"},
        [&](const Task& task) -> Result<int> {
            task.addTotal(200);
            task.advance(100);
            while (!finish)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return 0;
        },
        [](int) {}, [](const Error&) {});
    QTRY_COMPARE(job->fraction(), 0.5);
    QVERIFY(job->secondsElapsed() > 0);
    QVERIFY(job->secondsLeft() >= 0);
    finish = true;
    QTRY_COMPARE(job->state(), JobState::Done);
}

void TestJobs::destructionDuringWork() {
    bool called = false;
    {
        JobQueue queue;
        for (int i = 0; i < 3; ++i)
            queue.start<int>(
                {.title = "long"}, untilCancelled, [&](int) { called = true; },
                [&](const Error&) { called = true; });
        QTest::qWait(5);
    }
    QTest::qWait(20);
    QVERIFY(!called);
}

// Chunks of one millisecond, told as one unit each.
Result<int> manyChunks(const Task& task) {
    constexpr std::int64_t chunks = 4000;
    task.addTotal(chunks);
    MANTISSA_CHECK(parallelChunks(chunks, task, [&](std::int64_t) -> Result<void> {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        task.advance(1);
        return {};
    }));
    return 1;
}

void TestJobs::pausedJobsRest() {
    JobQueue queue;
    Job* job = queue.start<int>(
        {.title = "long"}, manyChunks, [](int) {}, [](const Error&) {});
    QTRY_VERIFY(job->fraction() > 0);
    QVERIFY(job->rate() > 0);
    job->setPaused(true);
    QVERIFY(job->paused());
    QTest::qWait(150); // chunks that had begun end
    const double fraction = job->fraction();
    const double elapsed = job->secondsElapsed();
    QTest::qWait(300);
    QCOMPARE(job->fraction(), fraction);
    QVERIFY(std::abs(job->secondsElapsed() - elapsed) < 0.05); // rest does not count
    QVERIFY(job->secondsLeft() < 0);
    // Others work meanwhile.
    int value = 0;
    queue.start<int>(
        {.title = "other"},
        [](const Task& task) -> Result<int> {
            MANTISSA_CHECK(parallelChunks(50, task, [](std::int64_t) -> Result<void> { return {}; }));
            return 5;
        },
        [&](int result) { value = result; }, [](const Error&) {});
    QTRY_COMPARE(value, 5);
    job->setPaused(false);
    QTRY_VERIFY(job->fraction() > fraction);
    job->setPaused(true);
    job->cancel(); // is heard while it rests
    QTRY_COMPARE(job->state(), JobState::Cancelled);
    QVERIFY(!job->paused());
}

void TestJobs::pausedInTheQueue() {
    JobQueue queue;
    std::atomic<bool> ran{false};
    Job* first = queue.start<int>(
        {.title = "first", .background = true}, untilCancelled, [](int) {}, [](const Error&) {});
    Job* waiting = queue.start<int>(
        {.title = "waiting", .background = true},
        [&](const Task&) -> Result<int> {
            ran = true;
            return 0;
        },
        [](int) {}, [](const Error&) {});
    waiting->setPaused(true);
    first->cancel();
    QTRY_COMPARE(first->state(), JobState::Cancelled);
    QTest::qWait(100);
    QVERIFY(!ran);
    waiting->setPaused(false);
    QTRY_COMPARE(waiting->state(), JobState::Done);
    QVERIFY(ran);
}

void TestJobs::failedJobsAreTriedAgain() {
    JobQueue queue;
    std::atomic<int> tries{0};
    int delivered = 0;
    Job* job = queue.start<int>(
        {.title = "second time lucky"},
        [&](const Task&) -> Result<int> {
            if (++tries == 1)
                return fail(ErrorCode::CannotRead, sentence("not yet"));
            return 3;
        },
        [&](int value) { delivered = value; }, [](const Error&) {});
    QTRY_COMPARE(job->state(), JobState::Failed);
    QVERIFY(queue.canRetry(*job));
    Job* again = queue.retry(*job);
    QVERIFY(again);
    QCOMPARE(again->title(), job->title());
    QVERIFY(!queue.canRetry(*job)); // once
    QTRY_COMPARE(delivered, 3);
    QVERIFY(!queue.canRetry(*again)); // it was done
    QCOMPARE(queue.retry(*again), nullptr);
}

void TestJobs::modelFollows() {
    JobQueue queue;
    JobModel model(queue);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Job* job = queue.start<int>(
        {.title = "long"}, untilCancelled, [](int) {}, [](const Error&) {});
    queue.start<int>(
        {.title = "hidden", .visible = false}, [](const Task&) -> Result<int> { return 0; }, [](int) {},
        [](const Error&) {});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, JobModel::Title).data().toString(), QString("long"));
    QTRY_COMPARE(model.index(0, JobModel::State).data().toString(), QString("Running"));
    QCOMPARE(model.jobAt(model.index(0, 0)), job);
    job->cancel();
    QTRY_COMPARE(model.index(0, JobModel::State).data().toString(), QString("Cancelled"));
    queue.clearFinished();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
