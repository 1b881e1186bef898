// Exit codes and messages: what a script and a person get when something is wrong.
#include "support/byte_file.h"
#include "support/cli.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

class TestCliUsage : public QObject {
    Q_OBJECT
private slots:
    void helpSaysWhatThereIs() {
        const CliRun run = runCli({"--help"});
        QCOMPARE(run.code, 0);
        for (const char* word :
             {"formats", "recipes", "inspect", "compare", "quantize", "report", "verify", "evaluate",
              "imatrix", "generate", "packings", "transcode", "Exit codes", "130", "REGEX=S"})
            QVERIFY2(run.out.contains(word), word);
    }

    void helpOfCommands_data() {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("formats") << QByteArray("--json");
        QTest::newRow("recipes") << QByteArray("--json");
        QTest::newRow("inspect") << QByteArray("--experts");
        QTest::newRow("compare") << QByteArray("--recipe");
        QTest::newRow("quantize") << QByteArray("--report");
        QTest::newRow("packings") << QByteArray("--json");
        QTest::newRow("transcode") << QByteArray("--lossy");
        QTest::newRow("report") << QByteArray("--recipe");
        QTest::newRow("verify") << QByteArray("--against");
        QTest::newRow("evaluate") << QByteArray("--text");
        QTest::newRow("imatrix") << QByteArray("--legacy");
        QTest::newRow("generate") << QByteArray("--temperature");
    }
    // In lines that a terminal holds, with examples, and in the manual too.
    void helpOfCommands() {
        QFETCH(QByteArray, says);
        const QString command = QTest::currentDataTag();
        const CliRun help = runCli({command, "--help"});
        QCOMPARE(help.code, 0);
        QVERIFY2(help.out.contains(says), help.out.constData());
        if (command != "formats" && command != "recipes" && command != "packings")
            QVERIFY(help.out.contains("Examples:\n  mantissa-cli " + command.toUtf8()));
        for (const QByteArray& line : help.out.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
        QFile manual(QStringLiteral(MANTISSA_SOURCE_DIR "/resources/man/mantissa-cli.1"));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QByteArray pages = manual.readAll().replace("\\-", "-");
        static const QRegularExpression option(QStringLiteral("--[a-z][a-z-]+"));
        for (auto found = option.globalMatch(QString::fromUtf8(help.out)); found.hasNext();) {
            const QByteArray name = found.next().captured().toUtf8();
            QVERIFY2(name == "--help" || pages.contains(name), name.constData());
        }
    }

    void helpFitsATerminal() {
        for (const QByteArray& line : runCli({"--help"}).out.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }

    void badUsageIsTwo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const QString tiny = inData("tinystories-656k");
        QTest::newRow("nothing") << QStringList{} << QByteArray("subcommand");
        QTest::newRow("unknown command") << QStringList{"compress"} << QByteArray();
        QTest::newRow("unknown option") << QStringList{"formats", "--yaml"} << QByteArray("--yaml");
        QTest::newRow("no scheme") << QStringList{"compare", tiny} << QByteArray("--scheme");
        QTest::newRow("unknown format")
            << QStringList{"compare", tiny, "--scheme", "Q4_J"} << QByteArray("Q4_J");
        QTest::newRow("unknown method")
            << QStringList{"compare", tiny, "--scheme", "Q4_K/magic"} << QByteArray("magic");
        QTest::newRow("unknown parameter")
            << QStringList{"compare", tiny, "--scheme", "INT4,size=3"} << QByteArray("size");
        QTest::newRow("bad parameter")
            << QStringList{"compare", tiny, "--scheme", "INT4,group=x"} << QByteArray("group");
        QTest::newRow("bad expression")
            << QStringList{"compare", tiny, "-s", "Q8_0", "--tensors", "("} << QByteArray("(");
        QTest::newRow("no tensor matches")
            << QStringList{"compare", tiny, "-s", "Q8_0", "--tensors", "zebra"} << QByteArray("zebra");
        QTest::newRow("report of no kind")
            << QStringList{"report", tiny, "-s", "Q8_0", "-o", "/nowhere/report.pdf"} << QByteArray(".html");
        QTest::newRow("no recipe") << QStringList{"quantize", tiny, "/nowhere/out.gguf"}
                                   << QByteArray("--recipe");
        QTest::newRow("bad rule") << QStringList{"quantize", tiny,    "/nowhere/out.gguf", "-r", "Q4_K_M",
                                                 "--rule",   "ffn=Q9"}
                                  << QByteArray("Q9");
        QTest::newRow("unknown container")
            << QStringList{"quantize", tiny, "/nowhere/out.bin", "-r", "Q4_K_M"} << QByteArray("out.bin");
        QTest::newRow("not a size") << QStringList{"quantize",     tiny,  "/nowhere/o.gguf", "-r", "Q4_K_M",
                                                   "--max-memory", "lots"}
                                    << QByteArray("lots");
        QTest::newRow("two methods") << QStringList{"quantize", tiny,       "/nowhere/o.gguf", "-s",
                                                    "Q8_0/rtn", "--method", "search"}
                                     << QByteArray("--method");
        QTest::newRow("recipe and scheme")
            << QStringList{"quantize", tiny, "/nowhere/o.gguf", "-s", "Q8_0", "-r", "Q4_K_M"} << QByteArray();
        QTest::newRow("too little memory")
            << QStringList{"quantize", tiny, "/tmp/never-written.gguf", "-r", "Q4_K_M", "--max-memory", "10K"}
            << QByteArray("10240");
        QTest::newRow("what GGUF cannot hold")
            << QStringList{"quantize", tiny, "/tmp/never-written.gguf", "-s", "NF4", "--dry-run"}
            << QByteArray("NF4");
    }
    void badUsageIsTwo() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const CliRun run = runCli(arguments);
        QCOMPARE(run.code, 2);
        const QByteArray text = run.error + run.out;
        QVERIFY2(text.contains(says), text.constData());
        QVERIFY(!run.error.isEmpty() || arguments.isEmpty());
    }

    void badInputIsThree_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QFile whole(inData("stories260k/stories260K.gguf"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray gguf = whole.readAll();
        QTest::newRow("empty") << QByteArray() << "empty.gguf";
        QTest::newRow("not a model") << QByteArray("Once upon a time there was a file.") << "story.txt";
        QTest::newRow("truncated header") << gguf.left(1000) << "cut.gguf";
        QTest::newRow("a header beyond all sense")
            << QByteArray("\xff\xff\xff\xff\xff\xff\xff\x7f{\"a\"", 12) << "large.safetensors";
        QTest::newRow("truncated data") << gguf.left(gguf.size() - 5000) << "short.gguf";
    }
    void badInputIsThree() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const QTemporaryDir folder;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        for (const QStringList& arguments :
             {QStringList{"inspect", file.fileName()}, QStringList{"compare", file.fileName(), "-s", "Q8_0"},
              QStringList{"verify", file.fileName()},
              QStringList{"quantize", file.fileName(), folder.filePath("out.gguf"), "-s", "Q8_0"},
              QStringList{"report", file.fileName(), "-s", "Q8_0", "-o", folder.filePath("out.html")}}) {
            const CliRun run = runCli(arguments);
            QCOMPARE(run.code, 3);
            QVERIFY2(run.error.contains(name.toUtf8()), run.error.constData());
            QVERIFY(run.out.isEmpty());
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{name});
        }
    }

    void aMissingFileIsThree() {
        const CliRun run = runCli({"inspect", "/nowhere/model.gguf"});
        QCOMPARE(run.code, 3);
        QVERIFY(run.error.contains("/nowhere/model.gguf"));
    }

    void aWeightThatIsNotANumberIsNamed() {
        const QTemporaryDir folder;
        std::vector<float> values(4 * 64, 0.5F);
        values[2 * 64 + 9] = std::nanf("");
        const QByteArray data(reinterpret_cast<const char*>(values.data()), 4 * 64 * 4);
        const QByteArray header =
            R"({"layers.0.ffn_up.weight":{"dtype":"F32","shape":[4,64],"data_offsets":[0,1024]}})";
        const QString path = folder.filePath("nan.safetensors");
        writeBytes(path.toStdString(), safetensorsBytes(header, data));
        const CliRun run = runCli({"compare", path, "-s", "Q8_0", "--tensors", "ffn_up"});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.error.contains("layers.0.ffn_up.weight"), run.error.constData());
        QVERIFY2(run.error.contains("row 2, column 9"), run.error.constData());
    }

    /// A name may be chosen to drive the terminal of whoever looks at the file.
    void namesDoNotDriveTheTerminal() {
        const QTemporaryDir folder;
        const std::vector<float> values(64, 1e30F);
        const QByteArray data(reinterpret_cast<const char*>(values.data()), 64 * 4);
        const QByteArray header =
            R"({"__metadata__":{"k\u001b[2J":"v\u0007"},"layers.0.ffn_up\u001b]0;x\u0007\n.weight":{"dtype":"F32","shape":[2,32],"data_offsets":[0,256]}})";
        const QString path = folder.filePath("bad\x1b[31m.safetensors");
        writeBytes(path.toStdString(), safetensorsBytes(header, data));
        for (const QStringList& arguments :
             {QStringList{"inspect", path}, QStringList{"compare", path, "-s", "Q8_0"},
              QStringList{"compare", path, "-s", "BF16"}, QStringList{"verify", path},
              QStringList{"quantize", path, folder.filePath("o.safetensors"), "-s", "BF16", "--dry-run"}}) {
            const CliRun run = runCli(arguments);
            QVERIFY(run.code == 0 || run.code == 3);
            const QByteArray text = run.out + run.error;
            QVERIFY2(!text.contains('\x1b') && !text.contains('\a'), text.constData());
            QVERIFY2(text.contains(R"(\x1b)"), text.constData());
        }
    }

    void whatCannotBeWrittenIsOne() {
        const CliRun run =
            runCli({"report", inData("tinystories-656k"), "-s", "Q8_0", "-o", "/nowhere/at/all/report.html"});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.error.contains("/nowhere/at/all"), run.error.constData());
    }

    void aFullOutputIsNoticed() {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(QStringLiteral(MANTISSA_CLI), {"formats", "--json"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
    }

    void demoIsBuiltIn() {
        const CliRun run = runCli({"inspect", "demo", "--json"});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json()["architecture"]["name"].toString(), QString("llama"));
        const CliRun lost = runCli({"inspect", "demo"}, {"MANTISSA_DATA=/nowhere"});
        QVERIFY(lost.code != 0);
        QVERIFY2(lost.error.contains("/nowhere/demo"), lost.error.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
