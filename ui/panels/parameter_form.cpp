#include "panels/parameter_form.h"

#include "text/number_text.h"
#include "text/parameter_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <limits>
#include <utility>

namespace mantissa::ui {

namespace {

int clampedInt(double value) {
    constexpr double limit = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp(value, -limit, limit));
}

int nearestPlace(const std::vector<std::int64_t>& common, std::int64_t value) {
    const auto nearest = std::min_element(common.begin(), common.end(), [value](auto a, auto b) {
        return std::abs(a - value) < std::abs(b - value);
    });
    return static_cast<int>(nearest - common.begin());
}

} // namespace

ParameterForm::ParameterForm(const QString& prefix, QWidget* parent)
    : QWidget(parent), prefix_(prefix), layout_(new QFormLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void ParameterForm::setTable(std::span<const ParameterInfo> table, const ParameterValues& values) {
    if (table.data() == table_.data() && table.size() == table_.size() && values == values_ &&
        layout_->rowCount() > 0)
        return;
    while (layout_->rowCount() > 0)
        layout_->removeRow(0);
    table_ = table;
    values_ = values;
    for (const ParameterInfo& info : table_) {
        QWidget* control = controlFor(info);
        const QString help = text(translated(info.description));
        auto* label = new QLabel(parameterLabel(info.name), this);
        label->setBuddy(control);
        label->setToolTip(help);
        control->setToolTip(help);
        control->setAccessibleName(parameterLabel(info.name));
        control->setAccessibleDescription(help);
        layout_->addRow(label, control);
    }
}

void ParameterForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setTable(std::exchange(table_, {}), ParameterValues(values_));
}

QWidget* ParameterForm::controlFor(const ParameterInfo& info) {
    switch (info.kind) {
    case ParameterKind::Boolean:
        return booleanControl(info);
    case ParameterKind::Integer:
        return integerControl(info);
    case ParameterKind::Real:
        return realControl(info);
    case ParameterKind::Choice:
        return choiceControl(info);
    }
    return nullptr;
}

void ParameterForm::store(const ParameterInfo& info, const QString& value) {
    // Controls only offer what is legal, so a refusal would be a mistake in the table; the old value stays.
    if (values_.set(table_, info.name, value.toStdString()))
        emit changed();
}

QWidget* ParameterForm::integerControl(const ParameterInfo& info) {
    auto* both = new QWidget(this);
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* number = new QSpinBox(both);
    number->setObjectName(prefix_ + text(info.name));
    number->setRange(clampedInt(info.minimum), clampedInt(info.maximum));
    number->setValue(clampedInt(static_cast<double>(values_.integer(info.name))));
    number->setKeyboardTracking(false);
    number->setAccessibleName(parameterLabel(info.name));
    both->setFocusProxy(number);
    connect(number, &QSpinBox::valueChanged, this,
            [this, &info](int value) { store(info, QString::number(value)); });
    if (info.common.size() > 1) {
        auto* slider = new QSlider(Qt::Horizontal, both);
        slider->setObjectName(prefix_ + text(info.name) + QStringLiteral("Slider"));
        slider->setAccessibleName(parameterLabel(info.name));
        slider->setRange(0, static_cast<int>(info.common.size()) - 1);
        slider->setPageStep(1);
        slider->setTickPosition(QSlider::TicksBelow);
        slider->setValue(nearestPlace(info.common, values_.integer(info.name)));
        connect(slider, &QSlider::valueChanged, number, [number, &info](int place) {
            number->setValue(clampedInt(static_cast<double>(info.common[static_cast<std::size_t>(place)])));
        });
        connect(number, &QSpinBox::valueChanged, slider, [slider, &info](int value) {
            const QSignalBlocker quiet(slider);
            slider->setValue(nearestPlace(info.common, value));
        });
        layout->addWidget(slider, 1);
    }
    layout->addWidget(number);
    return both;
}

QWidget* ParameterForm::realControl(const ParameterInfo& info) {
    auto* number = new QDoubleSpinBox(this);
    number->setObjectName(prefix_ + text(info.name));
    number->setRange(info.minimum, info.maximum);
    number->setDecimals(4);
    number->setSingleStep((info.maximum - info.minimum) / 100);
    number->setKeyboardTracking(false);
    number->setValue(values_.real(info.name));
    connect(number, &QDoubleSpinBox::valueChanged, this,
            [this, &info](double value) { store(info, QString::number(value, 'g', 6)); });
    return number;
}

QWidget* ParameterForm::booleanControl(const ParameterInfo& info) {
    auto* box = new QCheckBox(this);
    box->setObjectName(prefix_ + text(info.name));
    box->setChecked(values_.boolean(info.name));
    connect(box, &QCheckBox::toggled, this,
            [this, &info](bool on) { store(info, on ? QStringLiteral("true") : QStringLiteral("false")); });
    return box;
}

QWidget* ParameterForm::choiceControl(const ParameterInfo& info) {
    auto* list = new QComboBox(this);
    list->setObjectName(prefix_ + text(info.name));
    for (const std::string& choice : info.choices)
        list->addItem(text(choice));
    list->setCurrentText(text(values_.choice(info.name)));
    connect(list, &QComboBox::currentTextChanged, this,
            [this, &info](const QString& choice) { store(info, choice); });
    return list;
}

} // namespace mantissa::ui
