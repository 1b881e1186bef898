#pragma once
// A walk through the window: the rest grows dim, one part stays bright, and a few words say what it is for.
// Return or Right goes on, Left goes back, Esc ends it.
#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace mantissa::ui {

struct TourStep {
    QString title;
    QString words;
    std::function<QWidget*()> target; ///< shows what it has to; null: the whole window
};

class Tour : public QWidget {
    Q_OBJECT
public:
    /// Covers its parent until it ends; deletes itself then.
    Tour(std::vector<TourStep> steps, QWidget* window);

    int step() const { return step_; }
    int steps() const { return static_cast<int>(steps_.size()); }

signals:
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void go(int step);
    void end();
    void place();
    QRect bright() const; ///< what stays in the light

    std::vector<TourStep> steps_;
    int step_ = -1;
    QPointer<QWidget> target_;
    QPointer<QWidget> before_; ///< had the focus
    QFrame* bubble_;
    QLabel* title_;
    QLabel* words_;
    QLabel* count_;
    QPushButton* skip_;
    QPushButton* back_;
    QPushButton* next_;
};

} // namespace mantissa::ui
