#pragma once
// Shows the handbook's pages (Markdown, compiled in) with links between them.
#include <QWidget>

class QTextBrowser;

namespace mantissa::ui {

class HandbookWindow : public QWidget {
    Q_OBJECT
public:
    explicit HandbookWindow(QWidget* parent = nullptr);
    /// "tensor": the page of that name; a page that is not there says so.
    void showPage(const QString& page);

protected:
    void changeEvent(QEvent* event) override;

private:
    QTextBrowser* text_;
};

} // namespace mantissa::ui
