// The window's own speeds: from the start of the process to a drawn comparison of the demo, beside a bare Qt
// window; and how long plots of 200 layers under 12 schemes take to draw. Prints a table; asserts nothing.
#include "files/demo.h"
#include "main_window.h"
#include "plots/comparison_pictures.h"
#include "plots/heat_strip.h"
#include "plots/plot_widget.h"
#include "theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QProcess>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <sys/resource.h>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

constexpr int runs = 7;
constexpr int layers = 200;
constexpr int schemes = 12;

/// Leaves once everything is painted.
int showBare() {
    QMainWindow window;
    window.resize(1280, 800);
    window.show();
    QTimer::singleShot(0, [&] {
        window.grab();
        QApplication::exit(0);
    });
    return QApplication::exec();
}

int showOurs() {
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    Language language;
    language.apply(QStringLiteral("en"));
    applyTheme(*qApp, ThemeChoice::Light);
    Workbench workbench;
    MainWindow window(workbench, settings, &language);
    window.openPath(QString::fromStdString(demoModelPath()->string()));
    window.views().setCurrentIndex(2);
    window.show();
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, [&] {
        if (!workbench.model() || !window.settled())
            return;
        window.grab();
        QApplication::exit(0);
    });
    poll.start(5);
    return QApplication::exec();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Milliseconds by the wall's clock and of the processor's time (the program's own and the system's for it).
struct Time {
    double wall = 0;
    double own = 0;
};

double processorTimeOfChildren() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto milliseconds = [](const timeval& time) {
        return 1e3 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

double processorTimeOfThread() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e6;
}

Time startOf(const QString& what) {
    std::vector<double> walls;
    std::vector<double> own;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer clock;
        const double before = processorTimeOfChildren();
        clock.start();
        QProcess::execute(QCoreApplication::applicationFilePath(), {what});
        walls.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        own.push_back(processorTimeOfChildren() - before);
    }
    return {median(walls), median(own)};
}

/// A model of 200 layers with seven weights each, under 12 schemes.
std::vector<Candidate> made() {
    std::vector<std::shared_ptr<const Tensor>> tensors;
    for (int layer = 0; layer < layers; ++layer)
        for (int role = 2; role < 9; ++role) {
            auto tensor = std::make_shared<Tensor>();
            tensor->name = "blk." + std::to_string(layer) + "." + std::to_string(role);
            tensor->shape = {64, 64};
            tensor->place = {static_cast<Role>(role), layer};
            tensors.push_back(tensor);
        }
    std::vector<Candidate> candidates;
    for (int scheme = 0; scheme < schemes; ++scheme) {
        auto comparison = std::make_shared<Comparison>();
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            Measurement one;
            one.bytes = 4096;
            one.bitsPerWeight = 8;
            one.sums.count = 4096;
            one.sums.original2 = 1;
            one.sums.error2 = std::pow(2.0, -scheme) * (1 + 0.2 * std::sin(static_cast<double>(i)));
            comparison->tensors.push_back({tensors[i], {one}});
        }
        Candidate candidate;
        candidate.id = scheme + 1;
        candidate.slot = scheme;
        candidate.name = QStringLiteral("scheme %1").arg(scheme);
        candidate.state = MeasureState::Exact;
        candidate.result = comparison;
        candidates.push_back(candidate);
    }
    return candidates;
}

template <class Body>
void tell(const char* what, const Body& body) {
    std::vector<double> walls;
    std::vector<double> own;
    for (int run = 0; run < 3 * runs; ++run) {
        QElapsedTimer clock;
        const double before = processorTimeOfThread();
        clock.start();
        body(run);
        walls.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        own.push_back(processorTimeOfThread() - before);
    }
    std::printf("| %s | %.2f ms | %.2f ms |\n", what, median(walls), median(own));
}

void plots() {
    applyTheme(*qApp, ThemeChoice::Light);
    const std::vector<Candidate> candidates = made();
    LayerSums sums;
    LayersRequest request;
    PlotWidget plot(QStringLiteral("layers"));
    plot.resize(940, 600);
    plot.show();
    layersPicture(candidates, request, sums);
    tell("Layers, 200 x 12: prepare again", [&](int) { layersPicture(candidates, request, sums); });
    tell("Layers, 200 x 12: new picture, drawn", [&](int run) {
        request.selectedLayer = run;
        plot.setPicture(layersPicture(candidates, request, sums));
        plot.plot().replot(QCustomPlot::rpImmediateRefresh);
    });
    tell("Layers, 200 x 12: drawn again", [&](int) { plot.plot().replot(QCustomPlot::rpImmediateRefresh); });
    StripPictures strips;
    HeatStrip strip(QStringLiteral("strip"));
    strip.resize(940, 600);
    strip.show();
    strips.of(candidates, Figure::RelativeRmse);
    tell("Strip, 1400 x 12: new picture, drawn", [&](int) {
        strip.setPicture(strips.of(candidates, Figure::RelativeRmse));
        strip.grab(); // draws even where no window is exposed
    });
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", qEnvironmentVariableIsSet("QT_QPA_PLATFORM") ? qgetenv("QT_QPA_PLATFORM")
                                                                            : QByteArray("offscreen"));
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Mantissa bench"));
    const QString what = QApplication::arguments().value(1);
    if (what == QLatin1String("--bare"))
        return showBare();
    if (what == QLatin1String("--ours"))
        return showOurs();
    std::printf("| what | wall's clock, median of %d | processor's time |\n|---|---|---|\n", runs);
    const Time bare = startOf(QStringLiteral("--bare"));
    const Time ours = startOf(QStringLiteral("--ours"));
    std::printf("| a bare Qt window, from the start of the process | %.0f ms | %.0f ms |\n", bare.wall,
                bare.own);
    std::printf("| ours, with the demo compared under 8 schemes, exactly | %.0f ms | %.0f ms |\n", ours.wall,
                ours.own);
    std::printf("| beyond the bare window | %.0f ms | %.0f ms |\n", ours.wall - bare.wall,
                ours.own - bare.own);
    plots();
    return 0;
}
