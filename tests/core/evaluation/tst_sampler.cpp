// The most likely token, and draws that follow the model's probabilities and nothing but the seed.
#include "evaluation/sampler.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace mantissa;

class TestSampler : public QObject {
    Q_OBJECT
private slots:
    void greedyTakesTheFirstOfTheLargest() {
        Sampler sampler({});
        QCOMPARE(sampler.choose(std::vector<float>{1, 3, 2, 3}, 0), 1);
        QCOMPARE(sampler.choose(std::vector<float>{-5}, 9), 0);
        constexpr float most = std::numeric_limits<float>::max();
        QCOMPARE(sampler.choose(std::vector<float>{-most, 0, most}, 0), 2);
    }

    // By the definition in the header, computed by hand elsewhere: nobody may change it unnoticed.
    void uniformIsPinned_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("step");
        QTest::addColumn<quint64>("token");
        QTest::addColumn<double>("expected");
        QTest::newRow("zeroes") << quint64{0} << quint64{0} << quint64{0} << 0x1.4e0dba5e9a330p-1;
        QTest::newRow("step") << quint64{0} << quint64{1} << quint64{0} << 0x1.1adcf9e7c30dfp-2;
        QTest::newRow("token") << quint64{0} << quint64{0} << quint64{1} << 0x1.6705460be882ap-1;
        QTest::newRow("all") << quint64{42} << quint64{17} << quint64{31999} << 0x1.ac9cab469ccfep-1;
        QTest::newRow("largest") << ~quint64{0} << ~quint64{0} << ~quint64{0} << 0x1.2fff600bafec5p-2;
    }
    void uniformIsPinned() {
        QFETCH(quint64, seed);
        QFETCH(quint64, step);
        QFETCH(quint64, token);
        QFETCH(double, expected);
        QCOMPARE(Sampler::uniform(seed, step, token), expected);
    }

    void drawsFollowTheProbabilities_data() {
        QTest::addColumn<double>("temperature");
        QTest::addColumn<int>("topK");
        QTest::newRow("as the model says") << 1.0 << 0;
        QTest::newRow("colder") << 0.5 << 0;
        QTest::newRow("hotter") << 3.0 << 0;
        QTest::newRow("of three") << 1.0 << 3;
        QTest::newRow("of more than there are") << 1.0 << 99;
    }
    void drawsFollowTheProbabilities() {
        QFETCH(double, temperature);
        QFETCH(int, topK);
        const std::vector<float> logits{0.5F, -1, 2, 1.25F, -0.25F, 0};
        std::vector<double> expected;
        double sum = 0;
        for (const float logit : logits) {
            // Larger ones first: of three, those are 2, 1.25 and 0.5.
            const bool in = topK != 3 || logit >= 0.5F;
            expected.push_back(in ? std::exp(static_cast<double>(logit) / temperature) : 0);
            sum += expected.back();
        }
        constexpr int draws = 40000;
        std::vector<int> counts(logits.size());
        Sampler sampler({temperature, topK, 5});
        for (int step = 0; step < draws; ++step)
            ++counts[static_cast<std::size_t>(sampler.choose(logits, static_cast<std::uint64_t>(step)))];
        for (std::size_t i = 0; i < logits.size(); ++i) {
            const double p = expected[i] / sum;
            const double sigma = std::sqrt(p * (1 - p) / draws);
            QVERIFY2(std::abs(counts[i] / double(draws) - p) <= 5 * sigma,
                     qPrintable(QString("%1: %2 of %3").arg(i).arg(counts[i]).arg(p * draws)));
        }
    }

    void sameSeedSameDraws() {
        const std::vector<float> logits{0.5F, -1, 2, 1.25F};
        const auto draws = [&](std::uint64_t seed) {
            Sampler sampler({1, 0, seed});
            std::vector<std::int32_t> chosen;
            for (std::uint64_t step = 0; step < 50; ++step)
                chosen.push_back(sampler.choose(logits, step));
            return chosen;
        };
        QCOMPARE(draws(7), draws(7));
        QVERIFY(draws(7) != draws(8));
    }

    // Two models with nearly the same predictions, given the same luck, nearly always say the same.
    void luckIsShared() {
        std::vector<float> logits;
        for (int i = 0; i < 200; ++i)
            logits.push_back(std::sin(static_cast<float>(i) * 7));
        std::vector<float> near = logits;
        for (std::size_t i = 0; i < near.size(); ++i)
            near[i] += 0.01F * std::cos(static_cast<float>(i) * 3);
        Sampler one({1, 0, 11});
        Sampler other({1, 0, 11});
        int same = 0;
        for (std::uint64_t step = 0; step < 2000; ++step)
            same += one.choose(logits, step) == other.choose(near, step) ? 1 : 0;
        QVERIFY2(same > 1960, qPrintable(QString::number(same)));
    }
};

QTEST_APPLESS_MAIN(TestSampler)
#include "tst_sampler.moc"
