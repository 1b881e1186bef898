#pragma once
// How long the GUI thread was ever busy with one event. Two clocks: the wall's, which a person feels but
// which also counts what other programs took from the processor, and the thread's own, which tells our part.
#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>

#include <algorithm>
#include <ctime>
#include <vector>

struct Pause {
    double wall = 0; ///< milliseconds
    double own = 0;  ///< of them, on the processor
    QString what;    ///< receiver and event
};

class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    void watch() {
        pauses_.clear();
        events_ = 0;
        watching_ = true;
    }
    void stopWatching() { watching_ = false; }
    int events() const { return events_; }
    /// The longest by the thread's own clock, longest first; those above a frame (16 ms) of either clock are
    /// kept.
    std::vector<Pause> pauses() const {
        auto sorted = pauses_;
        std::sort(sorted.begin(), sorted.end(), [](const Pause& a, const Pause& b) { return a.own > b.own; });
        return sorted;
    }
    Pause worst() const { return worst_; }

    bool notify(QObject* receiver, QEvent* event) override {
        if (!watching_ || depth_ > 0)
            return QApplication::notify(receiver, event);
        // Told before: the event may delete its receiver.
        const QString what =
            QStringLiteral("%1 %2 event %3")
                .arg(QLatin1String(receiver->metaObject()->className()), receiver->objectName())
                .arg(event->type());
        ++depth_;
        ++events_;
        QElapsedTimer wall;
        wall.start();
        const double before = ownMilliseconds();
        const bool handled = QApplication::notify(receiver, event);
        --depth_;
        note({static_cast<double>(wall.nsecsElapsed()) / 1e6, ownMilliseconds() - before, what});
        return handled;
    }

private:
    static double ownMilliseconds() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return 1e3 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e6;
    }
    void note(const Pause& pause) {
        if (events_ == 1)
            worst_ = {};
        worst_.wall = std::max(worst_.wall, pause.wall);
        if (pause.own > worst_.own) {
            worst_.own = pause.own;
            worst_.what = pause.what;
        }
        if (pause.wall > 16 || pause.own > 16)
            pauses_.push_back(pause);
    }

    bool watching_ = false;
    int depth_ = 0;
    int events_ = 0;
    Pause worst_;
    std::vector<Pause> pauses_;
};
