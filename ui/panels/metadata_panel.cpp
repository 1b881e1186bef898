#include "panels/metadata_panel.h"

#include "panels/table_style.h"

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

namespace mantissa::ui {

MetadataPanel::MetadataPanel(Workbench& workbench, QWidget* parent)
    : QWidget(parent), text_(new QLineEdit(this)), view_(new QTableView(this)) {
    setObjectName(QStringLiteral("metadataPanel"));
    filter_.setSourceModel(&model_);
    filter_.setFilterKeyColumn(-1);
    filter_.setFilterCaseSensitivity(Qt::CaseInsensitive);
    text_->setObjectName(QStringLiteral("metadataFilter"));
    text_->setClearButtonEnabled(true);
    view_->setObjectName(QStringLiteral("metadataTable"));
    view_->setModel(&filter_);
    styleTable(*view_);
    view_->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->setColumnWidth(MetadataModel::Key, 190);
    view_->setColumnWidth(MetadataModel::Value, 150);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(text_);
    layout->addLayout(head);
    layout->addWidget(view_, 1);
    retranslate();
    connect(text_, &QLineEdit::textChanged, &filter_, &QSortFilterProxyModel::setFilterFixedString);
    connect(&workbench, &Workbench::modelChanged, this, [this, &workbench] {
        const ModelPtr model = workbench.model();
        model_.setMetadata({model, &model->metadata});
    });
}

void MetadataPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MetadataPanel::retranslate() {
    text_->setPlaceholderText(tr("Search keys and values"));
    text_->setAccessibleName(tr("Search metadata"));
    view_->setAccessibleName(tr("Metadata of the model"));
    model_.retranslate();
}

} // namespace mantissa::ui
