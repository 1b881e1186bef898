#pragma once
// One line above the views that says what a dialog would have said, without stopping anybody. A newer message
// of the same topic replaces the older one.
#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace mantissa::ui {

enum class BannerKind { Info, Success, Warning, Problem };

class Banner : public QFrame {
    Q_OBJECT
public:
    Banner(QString topic, BannerKind kind, const QString& text, QWidget* parent);
    const QString& topic() const { return topic_; }
    BannerKind kind() const { return kind_; }
    QString text() const;
    void addAction(const QString& text, std::function<void()> run);

private:
    QString topic_;
    BannerKind kind_;
    QLabel* sign_;
    QLabel* text_;
    QPushButton* action_;
};

class BannerStack : public QWidget {
    Q_OBJECT
public:
    explicit BannerStack(QWidget* parent = nullptr);
    Banner* show(const QString& topic, BannerKind kind, const QString& text);
    void dismiss(const QString& topic);
    Banner* find(const QString& topic) const; ///< null for none

private:
    QVBoxLayout* layout_;
};

} // namespace mantissa::ui
