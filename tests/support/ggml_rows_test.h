#pragma once
// The test of support/ggml_rows.h for some formats. There is a program for each few, because ggml takes its
// time over codebooks.
#include "support/ggml_rows.h"

#include <QObject>
#include <QTest>

class GgmlRowsTest : public QObject {
    Q_OBJECT

public:
    explicit GgmlRowsTest(QStringList formats, std::vector<std::string> kinds = ggmlrows::kinds())
        : formats_(std::move(formats)), kinds_(std::move(kinds)) {}

private slots:
    void initTestCase() {
        if (!oracle_.available())
            QSKIP(qPrintable(oracle_.reason()));
    }

    void sameBytes_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("weighted");
        for (const QString& format : formats_) {
            for (const std::string& kind : kinds_) {
                for (const bool weighted : {false, true})
                    QTest::addRow("%s %s %s", qPrintable(format), kind.c_str(), weighted ? "matrix" : "plain")
                        << format << QString::fromStdString(kind) << weighted;
            }
        }
    }

    void sameBytes() {
        QFETCH(QString, format);
        QFETCH(QString, kind);
        QFETCH(bool, weighted);
        const QString wrong = ggmlrows::compare(oracle_, *mantissa::findFormat(format.toStdString()),
                                                kind.toStdString(), weighted);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

private:
    QStringList formats_;
    std::vector<std::string> kinds_;
    GgmlOracle oracle_;
};
