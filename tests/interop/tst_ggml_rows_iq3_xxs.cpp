// IQ3_XXS of thousands of made-up rows are ggml's own bytes.
#include "../support/ggml_rows_test.h"

int main(int argc, char** argv) {
    GgmlRowsTest test({"IQ3_XXS"}, {"normal", "heavy", "sparse", "constant"});
    return QTest::qExec(&test, argc, argv);
}

#include "../support/moc_ggml_rows_test.cpp"
