// A damaged file in the real window: told quietly, listed, marked in the tree, and where to click.
#include "models/finding_model.h"
#include "models/roles.h"
#include "panels/banner.h"
#include "support/exporting.h"
#include "support/stage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTreeView>

using namespace mantissa;
using namespace mantissa::ui;

namespace {

const QString fable = MANTISSA_SOURCE_DIR "/resources/demo/fable";
const char* const collapsed = "blk.0.attn_q.weight";
const char* const zeroScales = "blk.2.attn_k.weight";
const char* const requantized = "blk.1.ffn_up.weight";
constexpr qsizetype block = 34; ///< bytes of a Q8_0 block: a scale of two bytes, 32 codes

void overwrite(QFile& file, const Tensor& tensor, const std::function<void(QByteArray&)>& change) {
    QByteArray bytes(reinterpret_cast<const char*>(tensor.bytes.data()),
                     static_cast<qsizetype>(tensor.bytes.size()));
    change(bytes);
    QVERIFY(file.seek(static_cast<qint64>(tensor.offset)));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The demo as Q8_0: one tensor was Q4_0 before, one has a single code, one has lost scales.
void makeDamaged(const QString& path, const QString& before) {
    support::exportTo(before, fable, "F16\nblk.1.ffn_up=Q4_0");
    support::exportTo(path, before, "Q8_0");
    const ModelPtr model = support::open(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    overwrite(file, *model->tensor(collapsed), [](QByteArray& bytes) {
        for (qsizetype at = 0; at < bytes.size(); at += block)
            for (qsizetype i = 2; i < block; ++i)
                bytes[at + i] = 3;
    });
    overwrite(file, *model->tensor(zeroScales), [](QByteArray& bytes) {
        for (qsizetype at = 0; at < bytes.size(); at += 2 * block)
            bytes[at] = bytes[at + 1] = 0;
    });
}

int rowOf(const QAbstractItemModel& table, const QString& tensor) {
    for (int row = 0; row < table.rowCount(); ++row)
        if (table.index(row, FindingModel::Name).data().toString() == tensor)
            return row;
    return -1;
}

} // namespace

class FindingsInWindow : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString damaged_;

    /// The tree's entry for a tensor, and that of its group.
    static QModelIndex entry(const QTreeView& tree, const QString& name) {
        const QAbstractItemModel& model = *tree.model();
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex top = model.index(group, 0);
            for (int row = 0; row < model.rowCount(top); ++row) {
                const QModelIndex index = model.index(row, 0, top);
                if (index.data(Qt::ToolTipRole).toString().startsWith(name + QLatin1Char('\n')))
                    return index;
            }
        }
        return {};
    }

private slots:
    void initTestCase() {
        damaged_ = folder_.filePath("damaged.gguf");
        makeDamaged(damaged_, folder_.filePath("before.gguf"));
    }

    void listIsSound() {
        const auto found = findingsOf(support::open(damaged_), Task());
        QVERIFY(found);
        FindingModel model;
        const QAbstractItemModelTester tester(&model);
        model.setFindings(*found);
        QVERIFY(model.rowCount() >= 3);
        const std::pair<const char*, FindingId> expected[] = {{collapsed, FindingId::Collapsed},
                                                              {zeroScales, FindingId::ZeroScales},
                                                              {requantized, FindingId::CoarserGrid}};
        for (const auto& [tensor, id] : expected) {
            const int row = rowOf(model, tensor);
            QVERIFY2(row >= 0, tensor);
            QCOMPARE(model.firstRowOf(*(*found)->model->tensor(tensor)), row);
            QVERIFY(!model.index(row, FindingModel::What).data().toString().isEmpty());
            QVERIFY(model.index(row, FindingModel::Kind).data(FindingRole).isValid());
            const auto& all = (*found)->all;
            QVERIFY2(std::any_of(all.begin(), all.end(),
                                 [tensor = tensor, id = id](const Finding& finding) {
                                     return finding.tensor == tensor && finding.id == id;
                                 }),
                     tensor);
        }
        const QStringList lines =
            model.listed(QLatin1Char('\t')).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), model.rowCount() + 1);
        for (const QString& line : lines)
            QCOMPARE(line.count(QLatin1Char('\t')), 4);
        model.setFindings(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void toldListedAndMarked() {
        Stage stage({"Q4_K"});
        QVERIFY(!stage.find<QDockWidget>("findingsDock")->isVisible());
        QVERIFY(stage.settle(damaged_));
        const auto* table = stage.find<QTableView>("findingsTable");
        QAbstractItemModel& list = *table->model();
        Banner* banner = stage.window->banners().find("findings");
        QVERIFY(banner);
        QVERIFY2(banner->text().contains(QString::number(list.rowCount())), qPrintable(banner->text()));
        click(banner->findChild<QPushButton*>("bannerAction"));
        QVERIFY(stage.find<QDockWidget>("findingsDock")->isVisible());

        // The tree marks the tensors and the groups that hold them, by more than a colour.
        const auto* tree = stage.find<QTreeView>("tensorTree");
        for (const char* tensor : {collapsed, zeroScales, requantized}) {
            const QModelIndex index = entry(*tree, tensor);
            QVERIFY2(index.isValid(), tensor);
            QVERIFY2(index.data(FindingRole).isValid(), tensor);
            QVERIFY(index.parent().data(FindingRole).isValid());
            const QString what = list.index(rowOf(list, tensor), FindingModel::What).data().toString();
            QVERIFY(index.data(Qt::ToolTipRole).toString().contains(what));
            QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(what));
        }
        QVERIFY(!entry(*tree, "blk.3.attn_k.weight").data(FindingRole).isValid());

        // A click chooses the tensor everywhere, and says why it matters.
        for (const char* tensor : {zeroScales, collapsed, requantized}) {
            const QModelIndex index = list.index(rowOf(list, tensor), FindingModel::What);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
            QCOMPARE(stage.workbench.selection().tensor()->name, std::string(tensor));
            const QString detail = stage.find<QLabel>("findingsDetail")->text();
            const auto found = findingsOf(stage.workbench.model(), Task());
            QVERIFY(found);
            const auto& finding = (*found)->all[static_cast<std::size_t>(rowOfModel(*table, index))];
            QVERIFY(detail.contains(tensor));
            QVERIFY(detail.contains(QString::fromStdString(translated(meaning(finding.id)))));
            QVERIFY(stage.find<QLabel>("studyNote")->text().contains(index.data().toString()));
        }
        // And choosing a tensor elsewhere chooses its finding.
        stage.workbench.selection().setTensor(stage.workbench.model()->tensor(collapsed));
        QCOMPARE(table->currentIndex().siblingAtColumn(FindingModel::Name).data().toString(), collapsed);
    }

    void goesOut() {
        Stage stage({"Q4_K"});
        QVERIFY(stage.settle(damaged_));
        stage.find<QDockWidget>("findingsDock")->show();
        click(stage.find<QPushButton>("findingsCopy"));
        QVERIFY(QApplication::clipboard()->text().contains(collapsed));
        click(stage.find<QPushButton>("findingsSave"));
        const QString target = folder_.filePath("findings.csv");
        emit stage.find<QFileDialog>("saveFindings")->fileSelected(target);
        QFile written(target);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count('\n'),
                 stage.find<QTableView>("findingsTable")->model()->rowCount() + 1);
    }

    // Another model takes the place of the first, whose findings never appear.
    void anotherModelTakesOver() {
        Stage stage({"Q4_K"});
        stage.workbench.open(damaged_);
        QVERIFY(QTest::qWaitFor([&] { return stage.workbench.model() != nullptr; }, patience));
        QVERIFY(stage.settle(fable));
        QVERIFY(QTest::qWaitFor([&] { return stage.workbench.model()->path.string().ends_with("fable"); },
                                patience));
        QVERIFY(stage.settled());
        QVERIFY(!stage.window->banners().find("findings"));
        QCOMPARE(stage.find<QTableView>("findingsTable")->model()->rowCount(), 0);
        QVERIFY(stage.find<QLabel>("findingsSummary")->text().contains("nothing stands out"));
    }

    void cancelledAndLookedOverAgain() {
        Stage stage({"Q4_K"});
        QVERIFY(stage.settle(damaged_));
        const int rows = stage.find<QTableView>("findingsTable")->model()->rowCount();
        stage.find<QDockWidget>("findingsDock")->show();
        click(stage.find<QPushButton>("findingsAgain"));
        QTest::qWait(1); // it starts when the events are done
        stage.workbench.jobs().cancelAll();
        QVERIFY(stage.settled());
        if (stage.find<QTableView>("findingsTable")->model()->rowCount() == 0) // unless it was done already
            QVERIFY(stage.find<QLabel>("findingsSummary")->text().contains("Cancelled"));
        click(stage.find<QPushButton>("findingsAgain"));
        QVERIFY(stage.settled());
        QCOMPARE(stage.find<QTableView>("findingsTable")->model()->rowCount(), rows);
    }

    void closesDuringTheLook() {
        Stage stage({"Q4_K"});
        stage.workbench.open(damaged_);
        QVERIFY(QTest::qWaitFor([&] { return stage.workbench.model() != nullptr; }, patience));
        QVERIFY(stage.window->close());
    }

private:
    static int rowOfModel(const QTableView& table, const QModelIndex& index) {
        return static_cast<const QSortFilterProxyModel*>(table.model())->mapToSource(index).row();
    }
};

QTEST_MAIN(FindingsInWindow)
#include "tst_findings_in_window.moc"
