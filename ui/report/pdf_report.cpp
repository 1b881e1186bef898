#include "report/pdf_report.h"

#include "models/method_model.h"
#include "models/roles.h"
#include "plots/plot_widget.h"
#include "report/page_writer.h"
#include "text/number_text.h"
#include "text/tensor_name.h"
#include "theme/theme.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QSvgRenderer>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace mantissa::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

constexpr std::size_t tensorRows = 400;  // more belong into a CSV
constexpr std::size_t tensorColumns = 8; // beside the name

QString modelName(const Model& model) {
    return QFileInfo(text(model.path.lexically_normal().string())).fileName();
}

void cover(PageWriter& page, const PdfContent& content) {
    const Model& model = *content.report.model;
    page.space(1);
    QSvgRenderer logo(QStringLiteral(":/icons/mantissa.svg"));
    logo.render(&page.painter(), QRectF(0, 92, 72, 72));
    page.title(QStringLiteral(" "), 150); // room for it
    page.title(Words::tr("Quantization report"), 34);
    page.title(modelName(model), 24);
    page.space(10);
    std::uint64_t weights = 0;
    for (const auto& tensor : model.tensors)
        weights += tensor->elements();
    std::vector<std::pair<QString, QString>> facts{
        {Words::tr("Size"), bytesText(model.dataBytes)},
        {Words::tr("Weights"), countText(weights)},
        {Words::tr("Tensors"), countText(model.tensors.size())},
        {Words::tr("File"),
         text(std::string(name(model.container))) + QLatin1Char(' ') + text(model.containerVersion)},
        {Words::tr("Schemes compared"), countText(content.report.comparison->totals.size())}};
    if (model.architecture)
        facts.insert(facts.begin() + 3,
                     {Words::tr("Architecture"),
                      Words::tr("%1, %n layer(s)", nullptr, static_cast<int>(model.architecture->layers))
                          .arg(text(model.architecture->name))});
    page.facts(facts);
    page.space(6);
    if (model.quantized() && content.report.comparison->original.empty())
        page.paragraph(Words::tr("This model is quantized already: errors are relative to what it decodes "
                                 "to, not to the weights it was made from."));
    if (!content.report.comparison->original.empty())
        page.paragraph(
            Words::tr("Errors are relative to %1.").arg(text(content.report.comparison->original.string())));
    page.paragraph(text(content.report.date), true);
    page.paragraph(text(content.report.environment), true);
}

void schemes(PageWriter& page, const PdfContent& content) {
    const auto& totals = content.report.comparison->totals;
    const auto less = [](const SchemeTotal& a, const SchemeTotal& b) {
        return figures(a.sums).relativeRmse < figures(b.sums).relativeRmse;
    };
    const auto closest = std::min_element(totals.begin(), totals.end(), less);
    const auto smallest = std::min_element(totals.begin(), totals.end(),
                                           [](const auto& a, const auto& b) { return a.bytes < b.bytes; });
    page.heading(Words::tr("Summary"));
    const auto titleAt = [&](auto place) {
        return content.titles[static_cast<std::size_t>(place - totals.begin())];
    };
    if (totals.size() > 1)
        page.paragraph(Words::tr("Closest to the original: %1, relative RMSE %2 at %3. Smallest: %4, %5, "
                                 "relative RMSE %6.")
                           .arg(titleAt(closest), percentText(figures(closest->sums).relativeRmse),
                                bytesText(closest->bytes), titleAt(smallest), bytesText(smallest->bytes),
                                percentText(figures(smallest->sums).relativeRmse)));
    std::vector<std::vector<PageCell>> rows;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const ErrorFigures all = figures(totals[i].sums);
        const bool best = &totals[i] == &*closest && totals.size() > 1;
        rows.push_back({{content.titles[i], best, content.marks[i]},
                        {bitsText(totals[i].bitsPerWeight)},
                        {bytesText(totals[i].bytes)},
                        {(best ? QStringLiteral("▲ ") : QString()) + percentText(all.relativeRmse), best},
                        {decibelText(all.sqnrDb)},
                        {numberText(all.cosine, 6)},
                        {numberText(all.maxAbs, 3)}});
    }
    page.table({{Words::tr("Scheme"), 3},
                {Words::tr("Bits/weight"), 1.2, true},
                {Words::tr("Size"), 1.3, true},
                {Words::tr("Rel. RMSE"), 1.4, true},
                {Words::tr("SQNR"), 1.2, true},
                {Words::tr("Cosine"), 1.3, true},
                {Words::tr("Max. error"), 1.3, true}},
               rows);
    page.paragraph(Words::tr("Relative RMSE: root of the sum of squared errors over the sum of squared "
                             "weights; 0 % is an exact copy. It is an error of the weights, not a figure of "
                             "what the model says."),
                   true);
}

void findings(PageWriter& page, const PdfContent& content) {
    if (content.findings.empty())
        return;
    page.heading(content.findingsTitle);
    for (const auto& [what, why] : content.findings) {
        page.paragraph(what);
        if (!why.isEmpty())
            page.paragraph(why, true);
    }
}

std::vector<PageCell> tensorRow(const ComparedTensor& compared, std::size_t columns) {
    std::vector<PageCell> row{{nameWithLayer(*compared.tensor)}};
    std::size_t best = 0;
    for (std::size_t i = 0; i < columns; ++i)
        if (figures(compared.schemes[i].sums).relativeRmse <
            figures(compared.schemes[best].sums).relativeRmse)
            best = i;
    for (std::size_t i = 0; i < columns; ++i) {
        const bool marked = i == best && columns > 1;
        row.push_back(
            {(marked ? QStringLiteral("▲ ") : QString()) +
                 numberText(100 * figures(compared.schemes[i].sums).relativeRmse, 3) +
                 (compared.schemes[i].fallback.source[0] != '\0' ? QStringLiteral(" *") : QString()),
             marked});
    }
    return row;
}

void tensors(PageWriter& page, const PdfContent& content) {
    const Comparison& comparison = *content.report.comparison;
    const std::size_t shown = std::min(tensorColumns, comparison.totals.size());
    page.heading(Words::tr("Tensor by tensor: relative RMSE (%)"));
    std::vector<PageColumn> columns{{Words::tr("Tensor"), 3}};
    for (std::size_t i = 0; i < shown; ++i)
        columns.push_back({content.titles[i], 1, true});
    std::vector<std::vector<PageCell>> rows;
    for (const ComparedTensor& compared : comparison.tensors) {
        if (rows.size() == tensorRows)
            break;
        rows.push_back(tensorRow(compared, shown));
    }
    page.table(columns, rows);
    page.paragraph(Words::tr("▲ is the best of its row; * marks a fallback: rows that do not fit the "
                             "scheme's blocks."),
                   true);
    if (comparison.tensors.size() > rows.size())
        page.paragraph(Words::tr("The first %1 of %2 tensors; a CSV report has all.")
                           .arg(rows.size())
                           .arg(comparison.tensors.size()),
                       true);
    if (comparison.totals.size() > shown)
        page.paragraph(Words::tr("The first %1 of %2 schemes; a CSV report has all.")
                           .arg(shown)
                           .arg(comparison.totals.size()),
                       true);
}

std::vector<PageCell> methodRow(const MethodModel& model, int row) {
    std::vector<PageCell> cells;
    for (int column = 0; column < MethodModel::ColumnCount; ++column) {
        const QModelIndex index = model.index(row, column);
        const QVariant slot = index.data(SlotRole);
        cells.push_back(
            {index.data().toString(), index.data(BestRole).toInt() > 0, slot.isValid() ? slot.toInt() : -1});
    }
    return cells;
}

void methods(PageWriter& page, const PdfContent& content) {
    const MethodComparison& comparison = *content.report.methods;
    MethodModel model;
    model.show(comparison, {});
    page.newPage();
    page.heading(Words::tr("Methods on equal terms"));
    page.paragraph(Words::tr("Judged on %1, calibrated on %2. Bold is the best of its format.")
                       .arg(QFileInfo(text(comparison.text)).fileName(),
                            comparison.calibration.empty()
                                ? Words::tr("nothing")
                                : QFileInfo(text(comparison.calibration)).fileName()),
                   true);
    std::vector<PageColumn> columns;
    for (int column = 0; column < MethodModel::ColumnCount; ++column) {
        const bool words = column <= MethodModel::MethodName;
        columns.push_back({model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                           column == MethodModel::Format       ? 2.2
                           : column == MethodModel::Divergence ? 2
                                                               : 1.2,
                           !words});
    }
    std::vector<std::vector<PageCell>> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.push_back(methodRow(model, row));
    page.table(columns, rows);
}

void certificate(PageWriter& page, const Certificate& certificate) {
    page.heading(Words::tr("Certificate"));
    page.paragraph(certificate.valid()
                       ? Words::tr("✓ The file was written, read back through the ordinary reading path and "
                                   "is equal, bit for bit.")
                       : Words::tr("✗ The file does not read back as it was written. Do not use it."));
    const std::pair<QString, std::string> lines[] = {{Words::tr("File"), certificate.file.string()},
                                                     {QStringLiteral("SHA-256"), certificate.sha256},
                                                     {Words::tr("Made from"), certificate.source.string()},
                                                     {QStringLiteral("SHA-256"), certificate.sourceSha256},
                                                     {Words::tr("Recipe"), certificate.recipe},
                                                     {Words::tr("By"), certificate.program}};
    for (const auto& [name, value] : lines) {
        page.paragraph(name, true);
        page.mono(text(value));
    }
    page.paragraph(
        Words::tr("%1; %n tensor(s) checked.", nullptr, static_cast<int>(certificate.tensors.size()))
            .arg(exactBytesText(certificate.bytes)));
}

} // namespace

ReportChart chartOf(const QString& title, const Picture& picture, const QSize& size) {
    PlotWidget plot(QStringLiteral("reportChart"));
    plot.setPalette(lightPalette());
    plot.setPicture(picture);
    plot.resize(size);
    ReportChart chart{title, QPicture(), size};
    QCPPainter painter;
    painter.begin(&chart.picture);
    painter.setMode(QCPPainter::pmVectorized);
    plot.plot().setViewport(QRect(QPoint(), size));
    plot.plot().replot(QCustomPlot::rpImmediateRefresh); // labels find their places
    plot.plot().toPainter(&painter, size.width(), size.height());
    painter.end();
    return chart;
}

Result<void> writePdfReport(const PdfContent& content, const QString& target) {
    QSaveFile file(target);
    const auto failed = [&] {
        return tl::unexpected(
            Error(ErrorCode::CannotWrite, sentence(MANTISSA_TR("core", "The report cannot be written: %1"),
                                                   file.errorString().toStdString()))
                .inFile(target.toStdString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    {
        PageWriter page(&file, Words::tr("Quantization report · %1").arg(modelName(*content.report.model)));
        cover(page, content);
        page.newPage();
        schemes(page, content);
        for (const ReportChart& chart : content.charts) {
            page.heading(chart.title);
            page.picture(chart.picture, chart.size);
        }
        findings(page, content);
        page.newPage();
        tensors(page, content);
        if (content.report.methods)
            methods(page, content);
        if (content.report.certificate)
            certificate(page, *content.report.certificate);
        page.heading(Words::tr("How to make this again"));
        page.mono(text(content.report.command));
        if (!page.finish())
            return failed();
    }
    if (!file.commit())
        return failed();
    return {};
}

} // namespace mantissa::ui
