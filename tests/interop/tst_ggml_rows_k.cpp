// K types of thousands of rows are ggml's own bytes.
#include "../support/ggml_rows_test.h"

int main(int argc, char** argv) {
    GgmlRowsTest test({"Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"});
    return QTest::qExec(&test, argc, argv);
}

#include "../support/moc_ggml_rows_test.cpp"
