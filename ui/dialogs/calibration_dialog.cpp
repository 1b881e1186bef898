#include "dialogs/calibration_dialog.h"

#include "dialogs/file_dialogs.h"
#include "jobs/file_work.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <memory>

namespace mantissa::ui {

CalibrationDialog::CalibrationDialog(const CalibrationSetup& start, QWidget* parent)
    : QDialog(parent), text_(new QLineEdit(start.text, this)), context_(new QSpinBox(this)),
      chunks_(new QSpinBox(this)), file_(new QLineEdit(start.file, this)), note_(new QLabel(this)),
      collect_(new QPushButton(tr("&Collect"), this)) {
    setObjectName(QStringLiteral("calibrationDialog"));
    setWindowTitle(tr("Collect calibration from a text"));
    setAttribute(Qt::WA_DeleteOnClose);
    buildFields();
    setStory({});
    context_->setValue(static_cast<int>(start.context));
    chunks_->setValue(static_cast<int>(start.chunks));
    connect(text_, &QLineEdit::textChanged, this, &CalibrationDialog::check);
    connect(file_, &QLineEdit::textChanged, this, &CalibrationDialog::check);
    connect(collect_, &QPushButton::clicked, this, [this] {
        emit collectRequested(setup());
        accept();
    });
    resize(620, 260);
}

void CalibrationDialog::setStory(const QString& story) {
    story_ = story;
    text_->setPlaceholderText(story_.isEmpty() ? tr("A text file, or a folder of them")
                                               : tr("The built-in story"));
    check();
}

QPushButton* CalibrationDialog::button(const QString& label, const char* name, std::function<void()> run) {
    auto* made = new QPushButton(label, this);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, std::move(run));
    return made;
}

void CalibrationDialog::addField(QFormLayout& form, const QString& label, const QString& name,
                                 QLineEdit* field, const QList<QPushButton*>& buttons) {
    field->setAccessibleName(name);
    auto* line = new QHBoxLayout;
    line->addWidget(field, 1);
    for (QPushButton* one : buttons)
        line->addWidget(one);
    auto* words = new QLabel(label, this); // a layout is nobody's buddy
    words->setBuddy(field);
    form.addRow(words, line);
}

void CalibrationDialog::buildFields() {
    auto* form = new QFormLayout(this);
    text_->setObjectName(QStringLiteral("calibrationText"));
    text_->setToolTip(tr("Of a folder, all files are read whose names end in .txt, .text or .md"));
    const auto chosen = [this](const QString& path) { text_->setText(path); };
    auto* aFile = button(tr("&Text …"), "calibrationBrowseText", [this, chosen] {
        askToOpenFile(this, QStringLiteral("calibrationTextDialog"), tr("Choose a text"),
                      QFileInfo(text_->text()).path(), tr("Texts (*.txt *.text *.md);;All files (*)"),
                      chosen);
    });
    auto* aFolder = button(tr("Fol&der …"), "calibrationBrowseFolder", [this, chosen] {
        askToOpenFolder(this, QStringLiteral("calibrationFolderDialog"), tr("Choose a folder of texts"),
                        QFileInfo(text_->text()).path(), chosen);
    });
    addField(*form, tr("T&ext"), tr("Text"), text_, {aFile, aFolder});
    context_->setObjectName(QStringLiteral("calibrationContext"));
    context_->setRange(4, 1 << 17);
    context_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    context_->setAccessibleName(tr("Context"));
    context_->setToolTip(tr("Tokens in a chunk of the text"));
    form->addRow(tr("C&ontext"), context_);
    chunks_->setObjectName(QStringLiteral("calibrationChunks"));
    chunks_->setRange(0, 1000000);
    chunks_->setSpecialValueText(tr("all of the text"));
    chunks_->setAccessibleName(tr("Chunks"));
    chunks_->setToolTip(tr("How many chunks of the text are run, from its start"));
    form->addRow(tr("C&hunks"), chunks_);
    file_->setObjectName(QStringLiteral("calibrationFile"));
    file_->setToolTip(
        tr("Sums, ranges, counts and histograms of every layer's input; workspaces refer to it"));
    auto* save = button(tr("&Browse …"), "calibrationBrowseFile", [this] {
        askToSave(this, QStringLiteral("calibrationFileDialog"), tr("Keep the calibration in"), file_->text(),
                  tr("Calibrations (*.safetensors)"), [this](const QString& path) { file_->setText(path); });
    });
    addField(*form, tr("&Keep in"), tr("Keep in"), file_, {save});
    note_->setObjectName(QStringLiteral("calibrationNote"));
    note_->setWordWrap(true);
    form->addRow(note_);
    collect_->setObjectName(QStringLiteral("calibrationStart"));
    collect_->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(button(tr("Close"), "calibrationClose", [this] { reject(); }));
    buttons->addWidget(collect_);
    form->addRow(buttons);
}

CalibrationSetup CalibrationDialog::setup() const {
    const QString ending = QStringLiteral(".safetensors");
    const QString text = text_->text().trimmed().isEmpty() ? story_ : text_->text().trimmed();
    QString file = file_->text().trimmed();
    if (!file.endsWith(ending, Qt::CaseInsensitive))
        file += ending;
    return {QFileInfo(text).absoluteFilePath(), context_->value(), chunks_->value(),
            QFileInfo(file).absoluteFilePath()};
}

// The rest (is the text long enough, can the file be written?) the job tells.
void CalibrationDialog::check() {
    const bool text = !text_->text().trimmed().isEmpty() || !story_.isEmpty();
    const bool file = !file_->text().trimmed().isEmpty();
    collect_->setEnabled(text && file);
    const QString usual = tr("The model reads the text once; the Jobs panel shows how far it is and cancels "
                             "it. Then errors in columns with large inputs count more.");
    note_->setText(!text ? tr("Choose a text.") : !file ? tr("Choose where to keep what is seen.") : usual);
    if (!text || !file)
        return;
    const auto there = std::make_shared<bool>();
    onFileThread(
        this, [there, path = setup().file] { *there = QFileInfo::exists(path); },
        [this, there, path = setup().file] {
            if (*there && path == setup().file && collect_->isEnabled())
                note_->setText(tr("This file is there already; it will be replaced."));
        });
}

} // namespace mantissa::ui
