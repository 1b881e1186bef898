#pragma once
// Pages of a PDF filled from top to bottom: headings, words, pictures and tables that go on over pages with
// their heads repeated. Units are 1/96 inch; the page is A4.
#include <QFont>
#include <QPainter>
#include <QPdfWriter>
#include <QPicture>
#include <QStringList>

#include <vector>

namespace mantissa::ui {

struct PageColumn {
    QString head;
    double share = 1; ///< of the width, relative to the others
    bool right = false;
};

/// One cell's text; `strong` and `slot` for the best of a row and for a scheme's marker.
struct PageCell {
    QString text;
    bool strong = false;
    int slot = -1; ///< -1: no marker
};

class PageWriter {
public:
    /// device: an open file or buffer. title: the document's, and what stands at the foot of each page.
    PageWriter(QIODevice* device, const QString& title);
    ~PageWriter();

    double width() const;
    double left() const { return height() - y_; } ///< what is free on this page
    int page() const { return page_; }
    void newPage();
    void space(double height);
    void heading(const QString& text);
    void paragraph(const QString& text, bool muted = false);
    void mono(const QString& text); ///< a command line, broken anywhere
    void title(const QString& text, double size);
    /// Scaled to the page's width, never parted.
    void picture(const QPicture& picture, const QSizeF& size);
    void table(const std::vector<PageColumn>& columns, const std::vector<std::vector<PageCell>>& rows);
    /// Name above value, side by side.
    void facts(const std::vector<std::pair<QString, QString>>& facts);
    QPainter& painter() { return painter_; }
    double y() const { return y_; }
    bool finish(); ///< false when it could not be written

private:
    double height() const;
    void begin();
    void foot();
    void need(double height);
    QFont font(double pixels, bool bold = false) const;
    double words(const QString& text, const QFont& font, const QColor& color, int flags);
    void tableHead(const std::vector<PageColumn>& columns, const std::vector<double>& edges);

    QString title_;
    QPdfWriter writer_;
    QPainter painter_;
    double y_ = 0;
    int page_ = 1;
};

} // namespace mantissa::ui
