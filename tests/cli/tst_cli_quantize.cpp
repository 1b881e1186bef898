// quantize and verify: what was promised is what is written, and nothing is left behind when it is not.
#include "report/number_text.h"
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
#include <unistd.h>

using mantissa::percentText;

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

QString inDemo(const char* name) {
    return QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable/") + name;
}

// A matrix and a norm in each layer, of values that differ.
QString manyLayers(const QTemporaryDir& folder, int layers) {
    QByteArray header = "{";
    std::vector<float> values;
    std::mt19937 random(2);
    const auto add = [&](const QString& name, const QByteArray& shape, std::size_t count) {
        const std::size_t begin = values.size() * 4;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(static_cast<float>(random()) * 1e-10F - 0.2F);
        header +=
            (begin == 0 ? "" : ",") + QString(R"("%1":{"dtype":"F32","shape":[%2],"data_offsets":[%3,%4]})")
                                          .arg(name, shape)
                                          .arg(begin)
                                          .arg(values.size() * 4)
                                          .toUtf8();
    };
    for (int layer = 0; layer < layers; ++layer) {
        add(QString("model.layers.%1.mlp.up_proj.weight").arg(layer), "4,32", 128);
        add(QString("model.layers.%1.input_layernorm.weight").arg(layer), "32", 32);
    }
    const QByteArray data(reinterpret_cast<const char*>(values.data()),
                          static_cast<qsizetype>(values.size() * 4));
    const QString path = folder.filePath("many.safetensors");
    writeBytes(path.toStdString(), safetensorsBytes(header + "}", data));
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

    void resultsAreTold() {
        const QTemporaryDir folder;
        const QString target = folder.filePath("out.gguf");
        const CliRun run = runCli({"quantize", "demo", target, "-r", "Q4_K_M"});
        QCOMPARE(run.code, 0);
        const CliRun json = runCli({"quantize", "demo", folder.filePath("b.gguf"), "-r", "Q4_K_M", "--json"});
        for (const QJsonValue& tensor : json.json()["certificate"]["tensors"].toArray()) {
            const QByteArray name = tensor["name"].toString().toUtf8();
            const qsizetype at = run.out.indexOf("\n" + name + " ");
            QVERIFY2(at >= 0, name.constData());
            const QByteArray line = run.out.mid(at + 1, run.out.indexOf('\n', at + 1) - at - 1);
            QVERIFY2(line.endsWith("equal"), line.constData());
            const double error = tensor["relativeRmse"].toDouble();
            QVERIFY2(line.contains(error > 0 ? percentText(error).c_str() : "exact"), line.constData());
            const QString to =
                tensor["scheme"].isNull() ? tensor["stored"].toString() : tensor["scheme"].toString();
            QVERIFY2(line.contains(" " + to.toUtf8() + " "), line.constData());
        }
        QVERIFY(run.out.contains(sha256Of(target)));
        QVERIFY2(run.out.contains("30 of 39 tensors changed"), run.out.constData());
        for (const QByteArray& line : run.out.split('\n')) {
            if (!line.startsWith("Wrote"))
                QVERIFY2(QString::fromUtf8(line).size() <= 110, line.constData());
        }
        QVERIFY(runCli({"quantize", "demo", target, "-r", "Q4_K_M", "--quiet"}).out.isEmpty());
    }

    // Layers that fare alike share a line once there are many tensors.
    void manyTensorsStayReadable() {
        const QTemporaryDir folder;
        const QString model = manyLayers(folder, 40);
        const QStringList arguments{"quantize", model, folder.filePath("out.safetensors"), "-s", "Q8_0"};
        const CliRun folded = runCli(arguments);
        QVERIFY2(folded.code == 0, folded.error.constData());
        QVERIFY2(folded.out.count('\n') < 15, folded.out.constData());
        QVERIFY2(folded.out.contains("model.layers.*.mlp.up_proj.weight"), folded.out.constData());
        QVERIFY(folded.out.contains(" 40 "));
        const CliRun each = runCli(QStringList(arguments) << "--every-tensor");
        QCOMPARE(each.out.count("mlp.up_proj.weight"), qsizetype{41}); // one is the worst
        const CliRun dry = runCli(QStringList(arguments) << "--dry-run");
        QVERIFY(dry.out.count('\n') < 15);
    }

    void theReportHoldsTheCertificate_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"r.html", "r.json", "r.csv"})
            QTest::newRow(name) << name;
    }
    void theReportHoldsTheCertificate() {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString target = folder.filePath("out.gguf");
        const QString report = folder.filePath(name);
        const CliRun run =
            runCli({"quantize", "demo", target, "-r", "Q4_K_M", "--rule", "zebra=Q8_0", "--report", report});
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY(run.out.contains(name.toUtf8()));
        const QByteArray text = readBytes(report.toStdString());
        QVERIFY(text.contains(sha256Of(target)));
        QVERIFY(text.contains(sha256Of(inDemo("model.safetensors"))) != name.endsWith("csv"));
        QVERIFY(text.contains("blk.3.ffn_down.weight"));
        if (name.endsWith("csv"))
            return;
        QVERIFY(text.contains("zebra"));
        QVERIFY(text.contains("threads")); // the environment
        if (name.endsWith("json")) {
            const QJsonDocument json = QJsonDocument::fromJson(text);
            QCOMPARE(json["certificate"]["valid"].toBool(), true);
            QCOMPARE(json["preflight"]["fileBytes"].toInteger(), QFileInfo(target).size());
            QVERIFY(json["schemes"][0]["relativeRmse"].toDouble() > 0.01);
            QCOMPARE(json["command"].toString(), "mantissa-cli quantize demo " + target +
                                                     " --recipe Q4_K_M --rule zebra=Q8_0 --report " + report);
        }
    }

    // Before any work: neither the model nor anything else is written.
    void reportsThatCannotBe_data() {
        QTest::addColumn<QString>("report");
        QTest::addColumn<int>("code");
        QTest::newRow("no kind") << "%/report.pdf" << 2;
        QTest::newRow("no folder") << "/nowhere/at/all/report.html" << 1;
        QTest::newRow("the model itself") << "%/out.html" << 2;
    }
    void reportsThatCannotBe() {
        QFETCH(QString, report);
        QFETCH(int, code);
        const QTemporaryDir folder;
        const CliRun run = runCli({"quantize", "demo", folder.filePath("out.html"), "--to", "gguf", "-s",
                                   "Q8_0", "--report", report.replace('%', folder.path())});
        QCOMPARE(run.code, code);
        QVERIFY(filesIn(folder).isEmpty());
    }

    void whereNothingCanBeWrittenIsFoundAtOnce_data() {
        QTest::addColumn<QString>("target");
        QTest::newRow("no folder") << "/nowhere/at/all/out.gguf";
        QTest::newRow("a file is no folder") << inData("README.md") + "/out.gguf";
        QTest::newRow("not even root") << "/proc/out.gguf";
        QTest::newRow("a folder") << "/tmp";
        QTest::newRow("too long") << "/tmp/" + QString(300, 'x') + ".gguf";
    }
    void whereNothingCanBeWrittenIsFoundAtOnce() {
        QFETCH(QString, target);
        for (const char* dry : {"--dry-run", "--pure"}) {
            const CliRun run = runCli({"quantize", "demo", target, "--to", "gguf", "-r", "Q4_K_M", dry});
            QVERIFY2(run.code == 1, run.error.constData());
            QVERIFY2(run.error.contains(target.toUtf8()), run.error.constData());
            QVERIFY(run.out.isEmpty());
        }
    }

    void aFolderWithoutPermission() {
        const QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
        const CliRun run =
            runCli({"quantize", "demo", folder.filePath("out.gguf"), "-s", "Q8_0", "--dry-run"});
        const bool writable = ::access(folder.path().toLocal8Bit().constData(), W_OK) == 0; // root
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (writable)
            QSKIP("this account may write into every folder");
        QCOMPARE(run.code, 1);
    }

    void nothingToQuantizeIsSaid_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("norms only")
            << QByteArray(R"({"model.norm.weight":{"dtype":"F32","shape":[64],"data_offsets":[0,256]}})")
            << QByteArray("no tensor here is a weight matrix");
        QTest::newRow("kept by a rule")
            << QByteArray(R"({"w.weight":{"dtype":"F32","shape":[2,32],"data_offsets":[0,256]}})")
            << QByteArray("Nothing will be quantized: every weight");
    }
    void nothingToQuantizeIsSaid() {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, says);
        const QTemporaryDir folder;
        const QString path = folder.filePath("m.safetensors");
        writeBytes(path.toStdString(), safetensorsBytes(header, QByteArray(256, '\0')));
        const CliRun run = runCli({"quantize", path, folder.filePath("o.safetensors"), "-s", "Q8_0", "--rule",
                                   "w.weight=F32", "--dry-run"});
        QVERIFY2(run.code == 0, run.error.constData());
        QVERIFY2(run.error.contains(says), run.error.constData());
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

    // The weights' file of the folder stands for the folder; alone it cannot be paired, and that is said.
    void verifyAgainstALoneFile() {
        const QTemporaryDir folder;
        const QString target = folder.filePath("out.gguf");
        QCOMPARE(runCli({"quantize", "demo", target, "-s", "Q8_0", "-q"}).code, 0);
        const CliRun whole = runCli({"verify", target, "--against", "demo", "--json"});
        const CliRun file = runCli({"verify", target, "--against", inDemo("model.safetensors"), "--json"});
        QVERIFY2(file.code == 0, file.error.constData());
        QCOMPARE(file.out, whole.out);
        const QString alone = folder.filePath("alone.safetensors");
        QVERIFY(QFile::copy(inDemo("model.safetensors"), alone));
        const CliRun refused = runCli({"verify", target, "--against", alone});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.error.contains("Name the folder that the GGUF was made from"),
                 refused.error.constData());
        QVERIFY2(!refused.error.contains("export safetensors"), refused.error.constData());
        // What was exported from the GGUF has its names.
        const QString same = folder.filePath("same.safetensors");
        QCOMPARE(runCli({"quantize", target, same, "-s", "Q6_K", "-q"}).code, 0);
        const CliRun named = runCli({"verify", target, "--against", same, "--json"});
        QVERIFY2(named.code == 0, named.error.constData());
        QVERIFY(named.json()["tensors"][0]["relativeRmse"].toDouble(-1) >= 0);
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
