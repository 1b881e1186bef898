#pragma once
// Shows the handbook's pages in the window's language, with links between them, a way back and a search.
#include <QWidget>

class QAction;
class QLineEdit;
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
    void retranslate();
    void showHits(const QString& words);

    QTextBrowser* text_;
    QLineEdit* search_;
    QAction* back_;
    QAction* forward_;
    QAction* contents_;
};

} // namespace mantissa::ui
