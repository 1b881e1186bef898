#pragma once
// What the central views share: a heading, a line that says what is seen, a place for controls.
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

protected:
    void changeEvent(QEvent* event) override;
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
};

} // namespace mantissa::ui
