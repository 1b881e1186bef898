#pragma once
// One page of a view that has several: a widget that knows its title in each language.
#include <QWidget>

namespace mantissa::ui {

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(const QString& name, QWidget* parent = nullptr);

    /// On its tab.
    virtual QString title() const = 0;
    /// A sentence on what is seen.
    virtual QString explanation() const = 0;
    virtual QString handbookPage() const = 0;
    /// showNow() once the present events are dealt with, and not before the page is seen.
    void showSoon();
    /// Does what the page is for as its own button would, unless that was done or cannot be. True once there
    /// is nothing to wait for: what is seen then is the page at work.
    virtual bool demonstrated() { return true; }

protected:
    /// Shows what the session holds now.
    virtual void showNow() = 0;
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    bool stale_ = true;
    bool waiting_ = false;
};

} // namespace mantissa::ui
