#include "report/page_writer.h"

#include "theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

constexpr double rowHeight = 17;
constexpr double gap = 6; // between columns
const QColor ink(0x1B2430), quiet(0x56616F), line(0xD5DAE1), stripe(0xF7F8FA);

QString pageText(int page) {
    return QCoreApplication::translate("PageWriter", "Page %1").arg(page);
}

} // namespace

PageWriter::PageWriter(QIODevice* device, const QString& title) : title_(title), writer_(device) {
    writer_.setResolution(96);
    writer_.setPageSize(QPageSize(QPageSize::A4));
    writer_.setPageMargins(QMarginsF(18, 16, 18, 18), QPageLayout::Millimeter);
    writer_.setTitle(title);
    writer_.setCreator(QStringLiteral("Mantissa ") + QStringLiteral(MANTISSA_VERSION));
    painter_.begin(&writer_);
    begin();
}

PageWriter::~PageWriter() {
    if (painter_.isActive())
        painter_.end();
}

double PageWriter::width() const {
    return writer_.width();
}

double PageWriter::height() const {
    return writer_.height() - 26.0; // the foot
}

QFont PageWriter::font(double pixels, bool bold) const {
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans"),
                      QStringLiteral("Noto Sans CJK SC"), QStringLiteral("sans-serif")});
    font.setPixelSize(qRound(pixels));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

void PageWriter::begin() {
    y_ = 0;
    foot();
}

void PageWriter::foot() {
    painter_.setFont(font(10));
    painter_.setPen(QPen(line, 0.7));
    painter_.drawLine(QPointF(0, writer_.height() - 18), QPointF(width(), writer_.height() - 18));
    painter_.setPen(quiet);
    const QRectF place(0, writer_.height() - 15, width(), 15);
    painter_.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter), title_);
    painter_.drawText(place, int(Qt::AlignRight | Qt::AlignVCenter), pageText(page_));
}

void PageWriter::newPage() {
    writer_.newPage();
    ++page_;
    begin();
}

void PageWriter::need(double wanted) {
    if (y_ > 0 && y_ + wanted > height())
        newPage();
}

void PageWriter::space(double wanted) {
    if (y_ > 0)
        y_ += wanted;
}

double PageWriter::words(const QString& text, const QFont& wanted, const QColor& color, int flags) {
    painter_.setFont(wanted);
    const QRectF room(0, 0, width(), 1e5);
    const double needed = painter_.boundingRect(room, flags, text).height();
    need(needed);
    painter_.setPen(color);
    painter_.drawText(QRectF(0, y_, width(), needed + 2), flags, text);
    y_ += needed;
    return needed;
}

void PageWriter::title(const QString& text, double size) {
    words(text, font(size, true), ink, int(Qt::AlignLeft) | Qt::TextWrapAnywhere);
    y_ += 6;
}

void PageWriter::heading(const QString& text) {
    space(16);
    need(90); // not alone at the end of a page
    words(text, font(17, true), ink, int(Qt::AlignLeft) | Qt::TextWordWrap);
    y_ += 6;
}

void PageWriter::paragraph(const QString& text, bool muted) {
    words(text, font(12), muted ? quiet : ink, int(Qt::AlignLeft) | Qt::TextWordWrap);
    y_ += 6;
}

void PageWriter::mono(const QString& text) {
    QFont wanted = font(10);
    wanted.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    words(text, wanted, quiet, int(Qt::AlignLeft) | Qt::TextWrapAnywhere);
    y_ += 6;
}

void PageWriter::picture(const QPicture& picture, const QSizeF& size) {
    const double scale = width() / size.width();
    need(size.height() * scale);
    painter_.save();
    painter_.translate(0, y_);
    painter_.scale(scale, scale);
    painter_.drawPicture(QPointF(0, 0), picture);
    painter_.restore();
    y_ += size.height() * scale + 8;
}

void PageWriter::facts(const std::vector<std::pair<QString, QString>>& facts) {
    constexpr int across = 3;
    const double each = width() / across;
    const auto count = static_cast<int>(facts.size());
    for (int first = 0; first < count; first += across) {
        need(44);
        for (int i = first; i < std::min(count, first + across); ++i) {
            const auto& [name, value] = facts[static_cast<std::size_t>(i)];
            const double x = (i - first) * each;
            painter_.setFont(font(10));
            painter_.setPen(quiet);
            painter_.drawText(QRectF(x, y_, each - gap, 14), int(Qt::AlignLeft | Qt::AlignVCenter), name);
            painter_.setFont(font(15, true));
            painter_.setPen(ink);
            painter_.drawText(QRectF(x, y_ + 14, each - gap, 22), int(Qt::AlignLeft | Qt::AlignVCenter),
                              painter_.fontMetrics().elidedText(value, Qt::ElideMiddle, qRound(each - gap)));
        }
        y_ += 46;
    }
}

void PageWriter::tableHead(const std::vector<PageColumn>& columns, const std::vector<double>& edges) {
    painter_.setFont(font(10, true));
    painter_.setPen(quiet);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const QRectF cell(edges[i], y_, edges[i + 1] - edges[i] - gap, rowHeight);
        painter_.drawText(
            cell, int(Qt::AlignVCenter) | int(columns[i].right ? Qt::AlignRight : Qt::AlignLeft),
            painter_.fontMetrics().elidedText(columns[i].head, Qt::ElideMiddle, qRound(cell.width())));
    }
    y_ += rowHeight;
    painter_.setPen(QPen(line, 1));
    painter_.drawLine(QPointF(0, y_), QPointF(width(), y_));
    y_ += 2;
}

void PageWriter::table(const std::vector<PageColumn>& columns,
                       const std::vector<std::vector<PageCell>>& rows) {
    double shares = 0;
    for (const PageColumn& column : columns)
        shares += column.share;
    std::vector<double> edges{0};
    for (const PageColumn& column : columns)
        edges.push_back(edges.back() + column.share / shares * (width() + gap));
    need(4 * rowHeight);
    tableHead(columns, edges);
    const QPalette light = lightPalette();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (y_ + rowHeight > height()) {
            newPage();
            tableHead(columns, edges);
        }
        if (row % 2 == 1)
            painter_.fillRect(QRectF(0, y_, width(), rowHeight), stripe);
        for (std::size_t i = 0; i < columns.size() && i < rows[row].size(); ++i) {
            const PageCell& cell = rows[row][i];
            QRectF place(edges[i], y_, edges[i + 1] - edges[i] - gap, rowHeight);
            if (cell.slot >= 0) {
                drawMarker(painter_, QRectF(place.left(), place.center().y() - 4, 8, 8), cell.slot, light);
                place.setLeft(place.left() + 13);
            }
            painter_.setFont(font(10, cell.strong));
            painter_.setPen(ink);
            painter_.drawText(
                place, int(Qt::AlignVCenter) | int(columns[i].right ? Qt::AlignRight : Qt::AlignLeft),
                painter_.fontMetrics().elidedText(cell.text, Qt::ElideMiddle, qRound(place.width()) + 1));
        }
        y_ += rowHeight;
    }
    y_ += 8;
}

bool PageWriter::finish() {
    return painter_.end();
}

} // namespace mantissa::ui
