#pragma once
// What the central views share: a heading, a line that says what is seen, a place for controls.
#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;

namespace mantissa::ui {

class View : public QWidget {
    Q_OBJECT
public:
    explicit View(const QString& name, QWidget* parent = nullptr);

signals:
    /// "what am I looking at?" was followed: the handbook's page of this view.
    void helpRequested(const QString& page);

public:
    /// refresh() once the present events are dealt with, however often this is called, and not before the
    /// view is seen: a hidden one costs nothing.
    void refreshSoon();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    /// Shows what the session holds now.
    virtual void refresh() = 0;
    virtual void retranslate() = 0;

    void setHeading(const QString& heading);
    void setExplanation(const QString& text, const QString& handbookPage);
    QBoxLayout* controls() { return controls_; }
    QBoxLayout* body() { return body_; }

private:
    void showExplanation();
    QLabel* heading_;
    QLabel* explanation_;
    QString explanationText_;
    QString explanationPage_;
    QBoxLayout* controls_;
    QBoxLayout* body_;
    QTimer refreshing_;
    bool stale_ = false;
};

} // namespace mantissa::ui
