// Slips of a person in a hurry: each is told before any work, and nothing that was read is lost.
#include "support/byte_file.h"
#include "support/cli.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

// A folder of our own: tinystories-656k, a text and a recipe.
struct Place {
    QTemporaryDir folder;
    QString model = folder.filePath("model");

    Place() {
        QDir().mkpath(model);
        for (const QString& name : QDir(inData("tinystories-656k")).entryList(QDir::Files))
            QFile::copy(inData("tinystories-656k") + "/" + name, model + "/" + name);
        for (const QString& name : QDir(model).entryList(QDir::Files))
            QFile::setPermissions(model + "/" + name, QFile::ReadOwner | QFile::WriteOwner);
        write(folder.filePath("story.txt"), contents(inData("text/tinystories-eval.txt")).left(3000));
        write(folder.filePath("mine.recipe"), "Q4_0\nffn_down=Q8_0\n");
        write(folder.filePath("mine.gguf"), "Q4_0\n");
    }
    QString path(const QString& name) const { return folder.filePath(name); }
    QByteArray state() const {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const QString& at : {model, folder.path()})
            for (const QString& name : QDir(at).entryList(QDir::Files | QDir::Hidden, QDir::Name)) {
                hash.addData(name.toUtf8());
                hash.addData(contents(at + "/" + name));
            }
        return hash.result();
    }
};

} // namespace

class TestCliSlips : public QObject {
    Q_OBJECT
private slots:
    void nothingThatIsReadIsLost_data() {
        QTest::addColumn<QStringList>("arguments");
        const QString collect = "imatrix MODEL --text story.txt -c 64 --chunks 1 -o ";
        const auto row = [](const char* name, const QString& line) {
            QTest::newRow(name) << line.split(' ');
        };
        row("imatrix over the weights", collect + "model/model.safetensors");
        row("imatrix over the configuration", collect + "model/config.json");
        row("imatrix over the text", collect + "story.txt");
        row("model over the recipe", "quantize MODEL mine.gguf -r mine.gguf");
        row("report over the recipe", "report MODEL -r mine.recipe -o mine.recipe");
        row("report of an export over the recipe",
            "quantize MODEL x.gguf -r mine.recipe --report mine.recipe");
    }

    void nothingThatIsReadIsLost() {
        QFETCH(QStringList, arguments);
        const Place place;
        const QByteArray before = place.state();
        for (QString& argument : arguments) {
            if (argument == "MODEL")
                argument = place.model;
            else if (argument.contains('.'))
                argument = place.path(argument);
        }
        const CliRun run = runCli(arguments);
        QVERIFY2(run.code == 2, run.error.constData());
        QCOMPARE(place.state(), before);
    }

    void slipsAreTold_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const QString& line, int code, const char* says) {
            QTest::newRow(name) << line.split(' ') << code << QByteArray(says);
        };
        row("a recipe as a scheme", "quantize demo OUT.gguf -s Q4_K_M", 2, "--recipe Q4_K_M");
        row("with a method", "quantize demo OUT.gguf -s Q3_K_L/search", 2, "--recipe");
        row("in compare", "compare demo -s Q4_K_M", 2, "--recipe Q4_K_M");
        row("in evaluate", "evaluate demo --text TEXT -c 64 --chunks 1 -s Q4_K_M", 2, "--recipe");
        row("two containers", "quantize demo OUT.gguf -s Q4_K --to safetensors", 2, "another container");
        row("the other way", "quantize demo OUT.safetensors -s Q4_K --to gguf", 2, "another container");
        row("no memory", "quantize demo OUT.gguf -s Q4_K --max-memory 1K --dry-run", 2,
            "1024 bytes of memory");
        row("a report of nothing", "quantize demo OUT.gguf -s Q4_K --dry-run --report OUT.html", 2,
            "--report");
        row("an empty rule", "quantize demo OUT.gguf -r Q4_K_M --rule  --dry-run", 2, "not a rule");
        row("a name for both is a scheme", "quantize demo OUT.gguf -s Q6_K --dry-run", 0, "");
        row("capitals", "quantize demo OUT.GGUF -s Q6_K --dry-run", 0, "");
        row("the container where no name says", "quantize demo OUT.bin -s Q6_K --to gguf --dry-run", 0, "");
    }

    void slipsAreTold() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const QTemporaryDir folder;
        for (QString& argument : arguments) {
            argument.replace("OUT", folder.filePath("out"));
            argument.replace("TEXT", inData("text/tinystories-eval.txt"));
        }
        const CliRun run = runCli(arguments);
        QVERIFY2(run.code == code, run.error.constData());
        QVERIFY2(run.error.contains(says), run.error.constData());
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void undecodedWeightsAreNamed() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("four.safetensors");
        const QByteArray header = R"({"a.weight":{"dtype":"F4","shape":[4,256],"data_offsets":[0,512]}})";
        QByteArray bytes(8, '\0');
        bytes[0] = static_cast<char>(header.size());
        write(path, bytes + header + QByteArray(512, '\x11'));
        const CliRun run = runCli({"quantize", path, folder.filePath("out.safetensors"), "-s", "Q8_0"});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.error.contains("cannot be decoded") && run.error.contains("F4"), run.error.constData());
    }
};

QTEST_APPLESS_MAIN(TestCliSlips)
#include "tst_cli_slips.moc"
