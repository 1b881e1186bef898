// quantize and verify: what was promised is what is written, and nothing is left behind when it is not.
#include "support/byte_file.h"
#include "support/cli.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>
#include <QThread>

#include <cmath>
#include <csignal>
#include <random>

namespace {

QStringList filesIn(const QTemporaryDir& folder) {
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

QByteArray sha256Of(const QString& path) {
    return QCryptographicHash::hash(readBytes(path.toStdString()), QCryptographicHash::Sha256).toHex();
}

// 32 Mi weights that take every scheme a while.
QString largeModel(const QTemporaryDir& folder) {
    constexpr std::size_t count = 32U << 20U;
    std::mt19937 random(1);
    QByteArray data(count * 2, Qt::Uninitialized);
    auto* words = reinterpret_cast<std::uint16_t*>(data.data());
    for (std::size_t i = 0; i < count; ++i)
        words[i] = static_cast<std::uint16_t>(0x3C00U + (random() & 0x83FFU)); // BF16 near 0.01
    const QByteArray header = R"({"w":{"dtype":"BF16","shape":[32768,1024],"data_offsets":[0,67108864]}})";
    const QString path = folder.filePath("large.safetensors");
    writeBytes(path.toStdString(), safetensorsBytes(header, data));
    return path;
}

// Starts the program, interrupts it once it works, and says how it ended.
CliRun interrupted(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(MANTISSA_CLI), arguments);
    CliRun run;
    if (!process.waitForStarted())
        return run;
    QThread::msleep(400);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    if (process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit)
        run.code = process.exitCode();
    run.error = process.readAllStandardError();
    process.kill();
    return run;
}

} // namespace

class TestCliQuantize : public QObject {
    Q_OBJECT
private slots:
    void theDryRunTellsTheBytes_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("output");
        QTest::newRow("mixture") << QStringList{"-r", "Q4_K_M"} << "out.gguf";
        QTest::newRow("scheme") << QStringList{"-s", "Q8_0"} << "out.gguf";
        QTest::newRow("method") << QStringList{"-s", "Q4_0", "--method", "search"} << "out.gguf";
        QTest::newRow("rules")
            << QStringList{"-r", "Q4_K_M", "--rule", "ffn_down=Q8_0", "--tensor-type", "attn_v=Q6_K"}
            << "out.gguf";
        QTest::newRow("pure") << QStringList{"-r", "Q4_K_M", "--pure"} << "out.gguf";
        QTest::newRow("safetensors") << QStringList{"-s", "INT4,group=64"} << "out.safetensors";
        QTest::newRow("by option") << QStringList{"-s", "Q8_0", "--to", "gguf"} << "out.bin";
        QTest::newRow("little memory") << QStringList{"-r", "Q4_K_M", "--max-memory", "16M"} << "out.gguf";
    }
    void theDryRunTellsTheBytes() {
        QFETCH(QStringList, options);
        QFETCH(QString, output);
        const QTemporaryDir folder;
        const QString target = folder.filePath(output);
        const QStringList arguments = QStringList{"quantize", "demo", target, "--json"} + options;
        const CliRun dry = runCli(QStringList(arguments) << "--dry-run");
        QVERIFY2(dry.code == 0, dry.error.constData());
        QVERIFY(filesIn(folder).isEmpty());
        const CliRun run = runCli(arguments);
        QVERIFY2(run.code == 0, run.error.constData());
        QCOMPARE(filesIn(folder), QStringList{output});
        QCOMPARE(QFileInfo(target).size(), dry.json()["fileBytes"].toInteger());
        QCOMPARE(run.json()["preflight"], QJsonValue(dry.json().object()));

        const QJsonObject certificate = run.json()["certificate"].toObject();
        QCOMPARE(certificate["valid"].toBool(), true);
        QCOMPARE(certificate["bytes"].toInteger(), QFileInfo(target).size());
        QCOMPARE(certificate["sha256"].toString().toUtf8(), sha256Of(target));
        QCOMPARE(certificate["tensors"].toArray().size(), dry.json()["tensors"].toArray().size());
        for (const QJsonValue& tensor : certificate["tensors"].toArray()) {
            QVERIFY(tensor["bytesEqual"].toBool());
            QVERIFY(tensor["decodesEqual"].toBool());
        }
    }

    void rulesWinOverTheRecipe() {
        const QTemporaryDir folder;
        const CliRun run = runCli({"quantize", "demo", folder.filePath("out.gguf"), "-r", "Q4_K_M", "--rule",
                                   "down=Q8_0", "--dry-run", "--json"});
        QVERIFY2(run.code == 0, run.error.constData());
        int found = 0;
        for (const QJsonValue& tensor : run.json()["tensors"].toArray()) {
            if (tensor["name"].toString().contains("down")) {
                QCOMPARE(tensor["scheme"].toString(), QString("Q8_0"));
                ++found;
            }
        }
        QCOMPARE(found, 4);
    }

    void recipesComeFromFiles() {
        const QTemporaryDir folder;
        writeBytes(pathIn(folder, "mine.recipe"), "# small, but careful with the outputs\nQ4_0\npure\n");
        const CliRun file = runCli({"quantize", "demo", folder.filePath("a.gguf"), "-r",
                                    folder.filePath("mine.recipe"), "--dry-run", "--json"});
        const CliRun name =
            runCli({"quantize", "demo", folder.filePath("a.gguf"), "-s", "Q4_0", "--dry-run", "--json"});
        QCOMPARE(file.code, 0);
        QCOMPARE(name.code, 0);
        QCOMPARE(file.out, name.out);
    }

    void threadsDoNotMatter() {
        const QTemporaryDir folder;
        QByteArray first;
        for (const char* count : {"1", "2", "5"}) {
            const QString target = folder.filePath("threads.gguf");
            QCOMPARE(runCli({"quantize", "demo", target, "-r", "Q4_K_M", "--threads", count}).code, 0);
            if (first.isEmpty())
                first = sha256Of(target);
            QCOMPARE(sha256Of(target), first);
        }
    }

    void verifyFindsAnExportSound() {
        const QTemporaryDir folder;
        const QString target = folder.filePath("out.gguf");
        QCOMPARE(runCli({"quantize", "demo", target, "-r", "Q4_K_M"}).code, 0);
        const CliRun alone = runCli({"verify", target, "--json"});
        QCOMPARE(alone.code, 0);
        QCOMPARE(alone.json()["sound"].toBool(), true);
        QCOMPARE(alone.json()["sha256"].toString().toUtf8(), sha256Of(target));
        const CliRun against = runCli({"verify", target, "--against", "demo", "--json"});
        QCOMPARE(against.code, 0);
        int lossy = 0;
        for (const QJsonValue& tensor : against.json()["tensors"].toArray()) {
            const double error = tensor["relativeRmse"].toDouble(-1);
            QVERIFY(error >= 0 && error < 0.1);
            lossy += error > 0;
        }
        QCOMPARE(lossy, 30);
    }

    void verifyFindsDamage() {
        const QTemporaryDir folder;
        const QString target = folder.filePath("out.gguf");
        QCOMPARE(runCli({"quantize", "demo", target, "-s", "Q8_0"}).code, 0);
        QByteArray bytes = readBytes(target.toStdString());
        for (qsizetype i = bytes.size() - 34 * 64; i < bytes.size(); ++i)
            bytes[i] = '\xFF'; // scales become NaN
        const QString damaged = folder.filePath("damaged.gguf");
        writeBytes(damaged.toStdString(), bytes);
        const CliRun run = runCli({"verify", damaged});
        QCOMPARE(run.code, 4);
        QVERIFY2(run.out.contains("NOT sound"), run.out.constData());
    }

    void theInputIsNotOverwritten() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("model.gguf");
        QVERIFY(QFile::copy(inData("stories260k/stories260K.gguf"), path));
        const QByteArray before = sha256Of(path);
        const CliRun run = runCli({"quantize", path, path, "-s", "Q8_0"});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.error.contains("model.gguf"), run.error.constData());
        QCOMPARE(sha256Of(path), before);
        QCOMPARE(filesIn(folder), QStringList{"model.gguf"});
    }

    // Nor by a report, nor the files beside the weights, nor another input.
    void nothingThatIsReadIsOverwritten_data() {
        QTest::addColumn<QStringList>("arguments");
        const QStringList report{"report", "%/m", "-s", "Q4_0", "-o"};
        QTest::newRow("report over config.json") << report + QStringList{"%/m/config.json"};
        QTest::newRow("report over the original")
            << QStringList{"report", "demo", "-s", "Q4_0", "--original", "%/o.json", "-o", "%/o.json"};
        QTest::newRow("export over the matrix")
            << QStringList{"quantize", "demo", "%/o.gguf", "-r", "Q4_0", "--imatrix", "%/o.gguf"};
        QTest::newRow("weights beside tokenizer.json") << QStringList{
            "quantize", "%/m/model.safetensors", "%/m/tokenizer.json", "--to", "safetensors", "-s", "INT4"};
    }

    void nothingThatIsReadIsOverwritten() {
        QFETCH(QStringList, arguments);
        const QTemporaryDir folder;
        QDir(folder.path()).mkdir("m");
        const QString demo = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable/");
        for (const QString name : {"config.json", "tokenizer.json", "model.safetensors"})
            QVERIFY(QFile::copy(demo + name, folder.filePath("m/" + name)));
        QVERIFY(QFile::copy(demo + "model.safetensors", folder.filePath("o.json")));
        QVERIFY(QFile::copy(demo + "model.safetensors", folder.filePath("o.gguf")));
        arguments.replaceInStrings("%", folder.path());
        const QString target = arguments.filter(folder.path()).last();
        const QString written = arguments.first() == "quantize" ? arguments.at(2) : target;
        const QByteArray before = sha256Of(written);
        QCOMPARE(runCli(arguments).code, 2);
        QCOMPARE(sha256Of(written), before);
    }

    void quantizingTwiceIsSaid() {
        const QTemporaryDir folder;
        const QString once = folder.filePath("once.gguf");
        QCOMPARE(runCli({"quantize", "demo", once, "-s", "Q8_0"}).code, 0);
        const CliRun twice = runCli({"quantize", once, folder.filePath("twice.gguf"), "-s", "Q4_0"});
        QVERIFY2(twice.code == 0, twice.error.constData());
        QVERIFY2(twice.error.contains("quantized"), twice.error.constData());
        const CliRun compared = runCli({"compare", once, "-s", "Q4_0"});
        QCOMPARE(compared.code, 0);
        QVERIFY2(compared.error.contains("quantized already"), compared.error.constData());
    }

    void aGgufIsMeasuredAgainstTheFolderItCameFrom() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("q8.gguf");
        QCOMPARE(runCli({"quantize", "demo", path, "-s", "Q8_0"}).code, 0);
        // Q8_0 of what is Q8_0 already loses nothing more, so that what is left is what the first step lost:
        // names and the order of rows must have been matched for that.
        const CliRun again = runCli({"compare", path, "-s", "Q8_0", "--original", "demo", "--json"});
        QVERIFY2(again.code == 0, again.error.constData());
        const CliRun once = runCli({"compare", "demo", "-s", "Q8_0", "--json"});
        const double expected = once.json()["schemes"][0]["relativeRmse"].toDouble();
        const double measured = again.json()["schemes"][0]["relativeRmse"].toDouble();
        QVERIFY(expected > 0.001);
        QVERIFY2(std::abs(measured - expected) < 1e-3 * expected,
                 qPrintable(QString("%1 %2").arg(measured).arg(expected)));
        const CliRun report = runCli(
            {"report", path, "-s", "Q4_0", "--original", "demo", "-o", folder.filePath("report.html")});
        QVERIFY2(report.code == 0, report.error.constData());
        QVERIFY(readBytes(pathIn(folder, "report.html")).contains("given as the original"));
    }

    void interruptingLeavesNothingBehind() {
        const QTemporaryDir folder;
        const QString model = largeModel(folder);
        const CliRun exported =
            interrupted({"quantize", model, folder.filePath("out.safetensors"), "-s", "Q4_K/search"});
        QVERIFY2(exported.code == 130, exported.error.constData());
        QCOMPARE(filesIn(folder), QStringList{"large.safetensors"});
        const CliRun compared =
            interrupted({"compare", model, "-s", "Q4_K/search", "-s", "Q5_K/search", "--tensors", "w"});
        QVERIFY2(compared.code == 130, compared.error.constData());
        const CliRun reported = interrupted(
            {"report", model, "-s", "Q4_K/search", "--tensors", "w", "-o", folder.filePath("report.html")});
        QVERIFY2(reported.code == 130, reported.error.constData());
        QCOMPARE(filesIn(folder), QStringList{"large.safetensors"});
    }
};

QTEST_GUILESS_MAIN(TestCliQuantize)
#include "tst_cli_quantize.moc"
