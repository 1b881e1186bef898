// What sensitivity studies leave in the cache folder goes after a month, or where it grows too much; and
// error messages wrap in a narrow label.
#include "session/old_studies.h"
#include "text/breakable.h"

#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa::ui;
namespace fs = std::filesystem;

class OldStudies : public QObject {
    Q_OBJECT

private slots:
    void init();
    void oldOnesGo();
    void noMoreThanSoMuch();
    void noFolder();
    void longNamesWrap_data();
    void longNamesWrap();
    void wordsStayWhole();

private:
    fs::path put(const char* name, int daysAgo, int bytes = 10);
    std::unique_ptr<QTemporaryDir> folder_;
};

void OldStudies::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

fs::path OldStudies::put(const char* name, int daysAgo, int bytes) {
    const QString path = folder_->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(bytes, 'x')) != bytes)
        qFatal("cannot write");
    file.close();
    fs::last_write_time(path.toStdString(), fs::file_time_type::clock::now() -
                                                std::chrono::hours(24 * daysAgo) - std::chrono::minutes(1));
    return path.toStdString();
}

void OldStudies::oldOnesGo() {
    const auto fresh = put("a.sensitivity", 29);
    const auto old = put("b.sensitivity", 30);
    const auto other = put("c.txt", 400);
    fs::create_directory(fresh.parent_path() / "d.sensitivity");
    removeOldStudies(fresh.parent_path());
    QVERIFY(fs::exists(fresh));
    QVERIFY(!fs::exists(old));
    QVERIFY(fs::exists(other));
    QVERIFY(fs::exists(fresh.parent_path() / "d.sensitivity"));
}

void OldStudies::noMoreThanSoMuch() {
    const auto oldest = put("a.sensitivity", 3, 100);
    const auto middle = put("b.sensitivity", 2, 100);
    const auto newest = put("c.sensitivity", 1, 100);
    StudyLimits limits;
    limits.bytes = 200;
    removeOldStudies(oldest.parent_path(), limits);
    QVERIFY(!fs::exists(oldest));
    QVERIFY(fs::exists(middle));
    QVERIFY(fs::exists(newest));
}

void OldStudies::noFolder() {
    removeOldStudies(fs::path(folder_->filePath("nowhere").toStdString()));
    QVERIFY(!QFile::exists(folder_->filePath("nowhere")));
}

void OldStudies::longNamesWrap_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("a path") << "/home/someone/models/a-model-with-a-long-name/model.safetensors: damaged";
    QTest::newRow("a tensor")
        << "tensor “model.layers.11.self_attn.q_proj.weight”: Row 3 of this weight holds NaN.";
    QTest::newRow("no joints") << QString(400, QLatin1Char('x'));
}

void OldStudies::longNamesWrap() {
    QFETCH(QString, text);
    QLabel label;
    label.setWordWrap(true);
    label.setText(text);
    const int before = label.minimumSizeHint().width();
    label.setText(breakable(text));
    QVERIFY(label.minimumSizeHint().width() < 220);
    QVERIFY(label.minimumSizeHint().width() < before);
    QCOMPARE(label.text().remove(QChar(0x200B)), text);
}

void OldStudies::wordsStayWhole() {
    for (const QString& text : {QStringLiteral("The weights are damaged, or 3.5 is too much."),
                                QStringLiteral("Hyperparameterwerte sind falsch"), QString()})
        QCOMPARE(breakable(text), text);
}

QTEST_MAIN(OldStudies)
#include "tst_old_studies.moc"
