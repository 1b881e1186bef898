#include "views/map_panel.h"

#include "text/number_text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

namespace mantissa::ui {

namespace {

constexpr double sigmas = 4; ///< of the values, or the error: what gets the strongest colour

QToolButton* button(const char* name, const QString& sign, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setObjectName(QLatin1String(name));
    made->setText(sign);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace

MapPanel::MapPanel(MapDriver& driver, QWidget* parent)
    : QWidget(parent), driver_(driver), valueLabel_(new QLabel(this)), value_(new QComboBox(this)),
      ruleLabel_(new QLabel(this)), rule_(new QComboBox(this)),
      closer_(button("mapZoomIn", QStringLiteral("+"), this)),
      further_(button("mapZoomOut", QStringLiteral("−"), this)),
      whole_(button("mapWhole", QStringLiteral("⤢"), this)),
      clear_(button("mapClear", QStringLiteral("✕"), this)), map_(new HeatMap(driver, this)),
      bar_(new ColorBar(this)), caption_(new QLabel(this)), readOut_(new QLabel(this)) {
    build();
    retranslate();
    connect(value_, &QComboBox::activated, this, [this](int index) {
        map_->setValue(static_cast<MapValue>(index));
        follow();
    });
    connect(rule_, &QComboBox::activated, this, [this](int index) {
        map_->setRule(static_cast<CellRule>(index));
        showCaption();
    });
    const auto press = [this](int key) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(map_, &event);
    };
    connect(closer_, &QToolButton::clicked, this, [press] { press(Qt::Key_Plus); });
    connect(further_, &QToolButton::clicked, this, [press] { press(Qt::Key_Minus); });
    connect(whole_, &QToolButton::clicked, map_, &HeatMap::showAll);
    connect(clear_, &QToolButton::clicked, this, [this] {
        driver_.setRegion(std::nullopt);
        driver_.setRange(std::nullopt);
    });
    connect(map_, &HeatMap::viewChanged, this, &MapPanel::showCaption);
    connect(map_, &HeatMap::hovered, this, [this](qint64 row, qint64 column) {
        row_ = row;
        column_ = column;
        driver_.probe(row);
        showReadOut();
    });
    connect(map_, &HeatMap::picked, this, &MapPanel::picked);
    connect(map_, &HeatMap::regionMarked, this,
            [this](const MapRegion& region) { driver_.setRegion(region); });
    connect(map_, &HeatMap::regionCleared, this, [this] { driver_.setRegion(std::nullopt); });
    connect(&driver, &MapDriver::changed, this, &MapPanel::follow);
    connect(&driver, &MapDriver::rowReady, this, &MapPanel::showReadOut);
    connect(&driver, &MapDriver::rangeChanged, this, &MapPanel::showCaption);
    connect(&driver, &MapDriver::regionChanged, this, &MapPanel::showCaption);
}

void MapPanel::build() {
    setObjectName(QStringLiteral("mapPanel"));
    value_->setObjectName(QStringLiteral("mapValue"));
    rule_->setObjectName(QStringLiteral("mapRule"));
    valueLabel_->setBuddy(value_);
    ruleLabel_->setBuddy(rule_);
    caption_->setObjectName(QStringLiteral("mapCaption"));
    caption_->setProperty("muted", true);
    caption_->setWordWrap(true);
    readOut_->setObjectName(QStringLiteral("mapReadOut"));
    readOut_->setMinimumHeight(readOut_->fontMetrics().height());
    readOut_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(valueLabel_);
    head->addWidget(value_);
    head->addWidget(ruleLabel_);
    head->addWidget(rule_);
    head->addStretch();
    for (QToolButton* one : {closer_, further_, whole_, clear_})
        head->addWidget(one);
    auto* picture = new QHBoxLayout;
    picture->setSpacing(6);
    picture->addWidget(map_, 1);
    picture->addWidget(bar_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addLayout(picture, 1);
    layout->addWidget(readOut_);
    layout->addWidget(caption_);
}

void MapPanel::setEmptyText(const QString& text) {
    map_->setEmptyText(text);
}

void MapPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MapPanel::retranslate() {
    const int value = qMax(0, value_->currentIndex());
    const int rule = qMax(0, rule_->currentIndex());
    value_->clear();
    value_->addItems({tr("Original"), tr("Decoded"), tr("Error")}); // in the order of MapValue
    value_->setCurrentIndex(value);
    rule_->clear();
    rule_->addItems({tr("Largest"), tr("Mean")}); // of CellRule
    rule_->setCurrentIndex(rule);
    valueLabel_->setText(tr("&Show"));
    ruleLabel_->setText(tr("A &pixel is the"));
    value_->setAccessibleName(tr("What the map shows"));
    rule_->setAccessibleName(tr("What stands for the weights of a pixel"));
    rule_->setToolTip(
        tr("Largest: the weight of largest magnitude, with its sign. Mean: all of them added and divided."));
    const std::pair<QToolButton*, QString> names[] = {{closer_, tr("Zoom in (+)")},
                                                      {further_, tr("Zoom out (−)")},
                                                      {whole_, tr("Show the whole tensor (Home)")},
                                                      {clear_, tr("Forget what is marked (Esc)")}};
    for (const auto& [one, name] : names) {
        one->setToolTip(name);
        one->setAccessibleName(name);
    }
    map_->setAccessibleName(tr("Heat map of the weights"));
    map_->setAccessibleDescription(
        tr("Arrows pan, + and − zoom, Home shows all, Enter inspects the block in the middle."));
    bar_->setAccessibleName(tr("Colours of the heat map"));
    follow();
}

void MapPanel::follow() {
    if (const TensorStudyPtr study = driver_.study()) {
        const double spread = map_->value() == MapValue::Error ? figures(study->sums).rmse : study->sigma;
        map_->setLimit(spread > 0 ? sigmas * spread : 1);
    }
    bar_->setLimit(map_->limit(), map_->value() == MapValue::Error ? tr("error") : tr("weight"));
    bar_->setToolTip(
        tr("The strongest colours stand for %1 times the root mean square and all beyond.").arg(sigmas));
    bar_->setVisible(driver_.ready());
    showCaption();
    showReadOut();
}

void MapPanel::showCaption() {
    clear_->setVisible(driver_.region() || driver_.range());
    if (!driver_.ready()) {
        caption_->setText(driver_.problem());
        return;
    }
    const std::int64_t rows = map_->rowsPerCell();
    const std::int64_t columns = map_->columnsPerCell();
    QStringList parts;
    if (rows == 1 && columns == 1)
        parts << tr("Every weight by itself.");
    else
        parts << tr("A pixel stands for %1 × %2 weights.").arg(rows).arg(columns);
    if (rows > mapRowsPerCell)
        parts << tr("%1 of its rows are looked at.").arg(mapRowsPerCell);
    if (const auto& range = driver_.range())
        parts << tr("In full colour: weights from %1 to %2.")
                     .arg(numberText(static_cast<double>(range->first), 3),
                          numberText(static_cast<double>(range->second), 3));
    if (const auto& region = driver_.region())
        parts << tr("Marked: %1 × %2 weights from row %3, column %4.")
                     .arg(region->rows)
                     .arg(region->columns)
                     .arg(region->firstRow)
                     .arg(region->firstColumn);
    caption_->setText(parts.join(QLatin1Char(' ')));
}

void MapPanel::showReadOut() {
    if (row_ < 0 || column_ < 0 || row_ >= driver_.rows() || column_ >= driver_.columns()) {
        readOut_->setText(driver_.ready() ? tr("Shift and drag marks a region, here or in the histogram.")
                                          : QString());
        return;
    }
    QString text = tr("row %1, column %2").arg(row_).arg(column_);
    if (const auto pair = driver_.row(row_)) {
        const auto at = static_cast<std::size_t>(column_);
        const auto original = static_cast<double>(pair->original[at]);
        const auto decoded = static_cast<double>(pair->decoded[at]);
        text += QStringLiteral("  ·  ") +
                tr("original %1 · decoded %2 · error %3")
                    .arg(numberText(original, 4), numberText(decoded, 4), numberText(original - decoded, 3));
    }
    readOut_->setText(text);
}

} // namespace mantissa::ui
