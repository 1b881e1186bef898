#include "panels/scheme_editor.h"

#include "formats/registry.h"
#include "methods/registry.h"
#include "text/breakable.h"
#include "text/number_text.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QSlider>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <map>

namespace mantissa::ui {

namespace {

QLabel* quietLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    return label;
}

// "INT4,group=128" -> "group=128": values of a format's parameters from its canonical text.
ParameterValues valuesOf(const FormatInfo& info, const std::string& canonical) {
    ParameterValues values(info.parameters);
    const QStringList parts = text(canonical).split(QLatin1Char(','));
    for (const QString& part : parts.mid(1)) {
        const auto equals = part.indexOf(QLatin1Char('='));
        // Canonical text is made of legal values, so nothing is refused here.
        static_cast<void>(
            values.set(info.parameters, part.left(equals).toStdString(), part.mid(equals + 1).toStdString()));
    }
    return values;
}

} // namespace

SchemeEditor::SchemeEditor(QWidget* parent)
    : QWidget(parent), formatLabel_(new QLabel(this)), format_(new QComboBox(this)),
      bitsLabel_(new QLabel(this)), bits_(new QSlider(Qt::Horizontal, this)), about_(quietLabel(this)),
      formatForm_(new ParameterForm(QStringLiteral("format-"), this)), methodLabel_(new QLabel(this)),
      method_(new QComboBox(this)), methodAbout_(quietLabel(this)),
      methodForm_(new ParameterForm(QStringLiteral("method-"), this)), problem_(quietLabel(this)) {
    setObjectName(QStringLiteral("schemeEditor"));
    format_->setObjectName(QStringLiteral("formatChoice"));
    format_->setMaxVisibleItems(30);
    method_->setObjectName(QStringLiteral("methodChoice"));
    problem_->setObjectName(QStringLiteral("schemeProblem"));
    bits_->setObjectName(QStringLiteral("formatBits"));
    bits_->setTickPosition(QSlider::TicksBelow);
    bits_->setPageStep(1);
    bitsLabel_->setBuddy(bits_);
    formatLabel_->setBuddy(format_);
    methodLabel_->setBuddy(method_);
    formatLabel_->setProperty("heading", true);
    methodLabel_->setProperty("heading", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{formatLabel_, format_, bitsLabel_, bits_, about_, formatForm_,
                                         methodLabel_, method_, methodAbout_, methodForm_, problem_})
        layout->addWidget(widget);
    problem_->hide();
    fillFormats();
    retranslate();
    connect(format_, &QComboBox::currentIndexChanged, this, &SchemeEditor::formatPicked);
    connect(method_, &QComboBox::currentIndexChanged, this, &SchemeEditor::methodPicked);
    connect(bits_, &QSlider::valueChanged, this,
            [this](int place) { format_->setCurrentIndex(format_->findData(widths_.at(place))); });
    connect(formatForm_, &ParameterForm::changed, this, &SchemeEditor::announce);
    connect(methodForm_, &ParameterForm::changed, this, &SchemeEditor::announce);
}

void SchemeEditor::fillFormats() {
    std::map<std::string, std::vector<const FormatEntry*>> families;
    std::vector<std::string> order;
    for (const FormatEntry* entry : formats()) {
        auto& family = families[entry->info.family];
        if (family.empty())
            order.push_back(entry->info.family);
        family.push_back(entry);
    }
    for (const std::string& family : order) {
        format_->addItem(text(family));
        auto* item = qobject_cast<QStandardItemModel*>(format_->model())->item(format_->count() - 1);
        item->setEnabled(false);
        QFont bold = item->font();
        bold.setBold(true);
        item->setFont(bold);
        for (const FormatEntry* entry : families[family])
            format_->addItem(text(entry->info.id), text(entry->info.id));
    }
    format_->setCurrentIndex(-1);
}

// INT2 to INT8 are one grid at several widths: formats of a family with the very same parameters.
void SchemeEditor::showBits() {
    const QString chosen = format_->currentData().toString();
    const FormatEntry* entry = findFormat(chosen.toStdString());
    const auto keys = [](const FormatEntry& of) {
        QStringList names;
        for (const ParameterInfo& parameter : of.info.parameters)
            names << text(parameter.name);
        return names;
    };
    std::map<double, QString> widths;
    for (const FormatEntry* other : formats()) {
        if (!entry || keys(*entry).isEmpty() || other->info.family != entry->info.family ||
            keys(*other) != keys(*entry))
            continue;
        constexpr std::int64_t typical = 4096;
        if (const auto format = other->make(ParameterValues(other->info.parameters)))
            widths.emplace((*format)->bitsPerWeight(typical, typical), text(other->info.id));
    }
    widths_.clear();
    for (const auto& [bits, id] : widths)
        widths_ << id;
    const bool several = widths_.size() > 2;
    bitsLabel_->setVisible(several);
    bits_->setVisible(several);
    const QSignalBlocker quiet(bits_);
    bits_->setRange(0, std::max(0, static_cast<int>(widths_.size()) - 1));
    bits_->setValue(static_cast<int>(widths_.indexOf(chosen)));
}

std::string SchemeEditor::formatText() const {
    const FormatEntry* entry = findFormat(format_->currentData().toString().toStdString());
    return entry ? entry->info.id + formatForm_->values().text(entry->info.parameters) : std::string();
}

void SchemeEditor::fillMethods() {
    const auto format = parseFormat(formatText());
    const QSignalBlocker blocker(method_);
    const QString before = method_->currentData().toString();
    method_->clear();
    if (!format)
        return;
    for (const Method* method : methods())
        if (method->accepts(**format)) {
            method_->addItem(text(method->info().id), text(method->info().id));
            if (method->info().scope != Scope::Weight)
                method_->setItemData(method_->count() - 1,
                                     tr("Needs a calibration: the model is run on a text first"),
                                     Qt::ToolTipRole);
        }
    const Method* usual = defaultMethod(**format);
    int index = method_->findData(before);
    if (index < 0 && usual)
        index = method_->findData(text(usual->info().id));
    method_->setCurrentIndex(index);
}

void SchemeEditor::formatPicked() {
    const FormatEntry* entry = findFormat(format_->currentData().toString().toStdString());
    if (!entry)
        return;
    // Another width of the same grid keeps group, symmetry and scales.
    const bool sameGrid = widths_.contains(text(entry->info.id));
    showBits();
    about_->setText(text(translated(entry->info.description)));
    about_->setToolTip(text(entry->info.source));
    if (quiet_)
        return; // setScheme fills the rest; until then the form holds the values of another format
    formatForm_->setTable(entry->info.parameters,
                          sameGrid ? formatForm_->values() : ParameterValues(entry->info.parameters));
    formatForm_->setVisible(!entry->info.parameters.empty());
    fillMethods();
    methodPicked();
}

void SchemeEditor::methodPicked() {
    const Method* method = findMethod(method_->currentData().toString().toStdString());
    if (!method)
        return;
    methodAbout_->setText(text(translated(method->info().description)));
    methodAbout_->setToolTip(text(method->info().source));
    if (!quiet_)
        methodForm_->setTable(method->info().parameters, ParameterValues(method->info().parameters));
    methodForm_->setVisible(!method->info().parameters.empty());
    announce();
}

void SchemeEditor::announce() {
    if (quiet_)
        return;
    const Method* method = findMethod(method_->currentData().toString().toStdString());
    std::string written = formatText();
    if (method)
        written += "/" + method->info().id + methodForm_->values().text(method->info().parameters);
    const auto scheme = parseScheme(written);
    problem_->setVisible(!scheme);
    if (scheme)
        emit edited(*scheme);
    else
        problem_->setText(breakable(text(scheme.error().describe())));
}

void SchemeEditor::setScheme(const Scheme& scheme) {
    quiet_ = true;
    const FormatInfo& info = scheme.format->info();
    format_->setCurrentIndex(format_->findData(text(info.id)));
    formatForm_->setTable(info.parameters, valuesOf(info, scheme.format->text()));
    formatForm_->setVisible(!info.parameters.empty());
    fillMethods();
    method_->setCurrentIndex(method_->findData(text(scheme.method->info().id)));
    methodForm_->setTable(scheme.method->info().parameters, scheme.methodParameters);
    methodForm_->setVisible(!scheme.method->info().parameters.empty());
    problem_->hide();
    quiet_ = false;
    retranslate();
}

void SchemeEditor::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SchemeEditor::retranslate() {
    formatLabel_->setText(tr("&Format"));
    methodLabel_->setText(tr("Met&hod"));
    bitsLabel_->setText(tr("&Bits"));
    bits_->setAccessibleName(tr("Bits of a code"));
    bits_->setToolTip(tr("The same grid with fewer or more bits"));
    format_->setAccessibleName(tr("Format"));
    method_->setAccessibleName(tr("Method"));
    if (const FormatEntry* entry = findFormat(format_->currentData().toString().toStdString()))
        about_->setText(text(translated(entry->info.description)));
    if (const Method* method = findMethod(method_->currentData().toString().toStdString()))
        methodAbout_->setText(text(translated(method->info().description)));
}

} // namespace mantissa::ui
