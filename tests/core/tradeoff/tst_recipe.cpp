#include "tradeoff/recipe.h"
#include "tradeoff/recipe_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace mantissa;

class RecipeTest : public QObject {
    Q_OBJECT

private slots:
    void readsBack_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char* name, const char* text, const char* canonical) {
            QTest::newRow(name) << text << canonical;
        };
        row("mixture", "Q4_K_M", "Q4_K_M");
        row("mixture in small letters", "q4_k_m", "Q4_K_M");
        row("scheme", "bf16", "BF16");
        row("mixture with rtn", "F16/rtn", "F16/rtn");
        row("rules", "Q4_K_M\nffn_down=F16\nattn_v=bf16", "Q4_K_M\nffn_down=F16\nattn_v=BF16");
        row("plain", "F16\nnorm=f32", "F16\nnorm=F32");
        row("pure", "Q4_K_S\nPure", "Q4_K_S\npure");
        row("blank lines, comments and carriage returns", "# mine\r\n\r\n Q6_K \r\n  # all\n a = F16 \n",
            "Q6_K\na=F16");
        row("an expression that holds quotes and #", "F16\na\"b #c=BF16", "F16\na\"b #c=BF16");
        row("blanks around =", "F16\n  a.*b   =   bf16  ", "F16\na.*b=BF16");
        row("an expression that holds =", "F16\n(?=x)y=BF16", "F16\n(?=x)y=BF16");
    }

    void readsBack() {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto recipe = parseRecipe(text.toStdString());
        QVERIFY2(recipe, recipe ? "" : recipe.error().describe().c_str());
        QCOMPARE(QString::fromStdString(recipe->text()), canonical);
        const auto again = parseRecipe(recipe->text());
        QVERIFY(again);
        QCOMPARE(again->text(), recipe->text());
        QCOMPARE(again->base, recipe->base);
        QCOMPARE(again->pure, recipe->pure);
    }

    void badText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const int bad = static_cast<int>(ErrorCode::InvalidArgument);
        const int missing = static_cast<int>(ErrorCode::NotFound);
        QTest::newRow("empty") << "" << bad << "empty";
        QTest::newRow("only comments") << "# nothing\n\n" << bad << "empty";
        QTest::newRow("unknown base") << "Q4_K_XXL" << missing << "Q4_K_XXL";
        QTest::newRow("unknown method") << "Q4_K_M/magic" << missing << "magic";
        QTest::newRow("not a rule") << "F16\nffn_down" << bad << "Line 2";
        QTest::newRow("no pattern") << "F16\n=BF16" << bad << "Line 2";
        QTest::newRow("no scheme") << "F16\n\nx=" << missing << "Line 3";
        QTest::newRow("bad expression") << "F16\n(x=BF16" << bad << "(x";
        QTest::newRow("unknown scheme") << "F16\nx=Q99" << missing << "Q99";
        QTest::newRow("mixture in a rule") << "F16\nx=Q4_K_M" << missing << "Q4_K_M";
        QTest::newRow("quoted line") << "F16\n\"x=BF16\"" << bad << "quotes";
        QTest::newRow("quoted base") << "'Q4_K_M'" << bad << "quotes";
        QTest::newRow("comment behind a rule") << "F16\nx=BF16 # why" << bad << "line of its own";
        QTest::newRow("comment behind the base") << "F16 # why" << bad << "line of its own";
        QTest::newRow("endless pattern") << "F16\n" + QString(2000, 'a') + "=BF16" << bad << "1000";
    }

    void badText() {
        QFETCH(QString, text);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto recipe = parseRecipe(text.toStdString());
        QVERIFY(!recipe);
        QCOMPARE(static_cast<int>(recipe.error().code()), code);
        const QString sentence = QString::fromStdString(recipe.error().describe());
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
    }

    void filesAreText_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text"); // null: refused
        QTest::newRow("plain") << QByteArray("Q4_0\npure\n") << QByteArray("Q4_0\npure\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFQ4_0\r\n") << QByteArray("Q4_0\r\n");
        QTest::newRow("as long as may be") << QByteArray("Q4_0\n").leftJustified(longestRecipe, '#')
                                           << QByteArray("Q4_0\n").leftJustified(longestRecipe, '#');
        QTest::newRow("a byte too long") << QByteArray(longestRecipe + 1, '#') << QByteArray();
        QTest::newRow("a model") << QByteArray("GGUF\x03\0\0\0", 8) << QByteArray();
    }
    void filesAreText() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "mine.recipe";
        std::ofstream(path, std::ios::binary) << bytes.toStdString();
        const auto read = readRecipeFile(path);
        QCOMPARE(read.has_value(), !text.isNull());
        if (read)
            QCOMPARE(QByteArray::fromStdString(*read), text);
        else
            QCOMPARE(read.error().file(), path);
        QCOMPARE(readRecipeFile(folder.filePath("none").toStdString()).error().code(), ErrorCode::NotFound);
    }

    void ofAScheme() {
        const auto scheme = parseScheme("F16/rtn");
        QVERIFY(scheme);
        const Recipe recipe = recipeOf(*scheme);
        QVERIFY(recipe.pure);
        const auto again = parseRecipe(recipe.text());
        QVERIFY(again);
        QCOMPARE(again->text(), recipe.text());
    }

    void everyMixtureIsFoundByItsName() {
        QVERIFY(mixtures().size() > 30);
        for (const MixtureInfo& mixture : mixtures()) {
            QCOMPARE(findMixture(mixture.id), &mixture);
            const auto recipe = parseRecipe(mixture.id);
            QVERIFY(recipe);
            QCOMPARE(recipe->base, mixture.id);
            QVERIFY(!translated(mixture.description).empty());
        }
        QCOMPARE(findMixture("Q4_K"), nullptr); // a format, not a mixture
    }
};

QTEST_APPLESS_MAIN(RecipeTest)
#include "tst_recipe.moc"
