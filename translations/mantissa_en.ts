<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ContinuationHtml</name>
    <message numerus="yes">
        <source>the same for %n token(s)</source>
        <translation>
            <numerusform>the same for %n token</numerusform>
            <numerusform>the same for %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HurtText</name>
    <message numerus="yes">
        <source>%n column(s) of %1 hold(s) %2 of its energy (the heaviest: %3)</source>
        <translation>
            <numerusform>%n column of %1 holds %2 of its energy (the heaviest: %3)</numerusform>
            <numerusform>%n columns of %1 hold %2 of its energy (the heaviest: %3)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1, %n layer</numerusform>
            <numerusform>%1, %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %n tensor(s) checked.</source>
        <translation>
            <numerusform>%1; %n tensor checked.</numerusform>
            <numerusform>%1; %n tensors checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyView</name>
    <message numerus="yes">
        <source>%n chunk(s)</source>
        <translation>
            <numerusform>%n chunk</numerusform>
            <numerusform>%n chunks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageDialog</name>
    <message numerus="yes">
        <source>%n weight(s) of the model are not in it.</source>
        <translation>
            <numerusform>%n weight of the model is not in it.</numerusform>
            <numerusform>%n weights of the model are not in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) have columns or experts that saw nothing: a longer or more varied text would help.</source>
        <translation>
            <numerusform>%n weight has columns or experts that saw nothing: a longer or more varied text would help.</numerusform>
            <numerusform>%n weights have columns or experts that saw nothing: a longer or more varied text would help.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffPanel</name>
    <message numerus="yes">
        <source>%n tensor(s) equal byte for byte</source>
        <translation>
            <numerusform>%n tensor equal byte for byte</numerusform>
            <numerusform>%n tensors equal byte for byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n equal in value</source>
        <translation>
            <numerusform>%n equal in value</numerusform>
            <numerusform>%n equal in value</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different</source>
        <translation>
            <numerusform>%n different</numerusform>
            <numerusform>%n different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not comparable</source>
        <translation>
            <numerusform>%n not comparable</numerusform>
            <numerusform>%n not comparable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not in the other file</source>
        <translation>
            <numerusform>%n not in the other file</numerusform>
            <numerusform>%n not in the other file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in the other file</source>
        <translation>
            <numerusform>%n only in the other file</numerusform>
            <numerusform>%n only in the other file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingsPanel</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FormatsPanel</name>
    <message numerus="yes">
        <source>%n format(s) from a sample (≈), exact follows</source>
        <translation>
            <numerusform>%n format from a sample (≈), exact follows</numerusform>
            <numerusform>%n formats from a sample (≈), exact follows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n format(s), exact</source>
        <translation>
            <numerusform>%n format, exact</numerusform>
            <numerusform>%n formats, exact</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::LayersView</name>
    <message numerus="yes">
        <source>%n weight(s) stand(s) out from their kind:</source>
        <translation>
            <numerusform>%n weight stands out from its kind:</numerusform>
            <numerusform>%n weights stand out from their kind:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1, %n layer</numerusform>
            <numerusform>%1, %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) in this file.</source>
        <translation>
            <numerusform>%n finding in this file.</numerusform>
            <numerusform>%n findings in this file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodModel</name>
    <message numerus="yes">
        <source>%n weight(s) do not fit the format and got another one.</source>
        <translation>
            <numerusform>%n weight does not fit the format and got another one.</numerusform>
            <numerusform>%n weights do not fit the format and got another one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodsPage</name>
    <message numerus="yes">
        <source>%n bit(s)</source>
        <translation>
            <numerusform>%n bit</numerusform>
            <numerusform>%n bits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ModelPanel</name>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n tensor</numerusform>
            <numerusform>%n tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorPanel</name>
    <message numerus="yes">
        <source>%1: %n layer(s)</source>
        <translation>
            <numerusform>%1: %n layer</numerusform>
            <numerusform>%1: %n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PreflightModel</name>
    <message numerus="yes">
        <source>Calibrated: %n weight(s), from %1 tokens</source>
        <translation>
            <numerusform>Calibrated: %n weight, from %1 tokens</numerusform>
            <numerusform>Calibrated: %n weights, from %1 tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n of them have more columns than tokens reach them</source>
        <translation>
            <numerusform>; %n of them has more columns than tokens reach it</numerusform>
            <numerusform>; %n of them have more columns than tokens reach them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeView</name>
    <message numerus="yes">
        <source>%n tensor(s) fall back to another type; sort by “Note” to see why.</source>
        <translation>
            <numerusform>%n tensor falls back to another type; sort by “Note” to see why.</numerusform>
            <numerusform>%n tensors fall back to another type; sort by “Note” to see why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ReportDialog</name>
    <message numerus="yes">
        <source>%n scheme(s) with exact figures go into the report.</source>
        <translation>
            <numerusform>%n scheme with exact figures goes into the report.</numerusform>
            <numerusform>%n schemes with exact figures go into the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n method(s) compared on equal terms, too.</source>
        <translation>
            <numerusform>The method compared on equal terms, too.</numerusform>
            <numerusform>The %n methods compared on equal terms, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RuleModel</name>
    <message numerus="yes">
        <source>Decides %n tensor(s).</source>
        <translation>
            <numerusform>Decides %n tensor.</numerusform>
            <numerusform>Decides %n tensors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n tensor(s); rules above have taken %L1 of them.</source>
        <translation>
            <numerusform>Fits %n tensor; rules above have taken %L1 of them.</numerusform>
            <numerusform>Fits %n tensors; rules above have taken %L1 of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPanel</name>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TensorModel</name>
    <message numerus="yes">
        <source>Something was found in %n tensor(s) of these.</source>
        <translation>
            <numerusform>Something was found in %n tensor of these.</numerusform>
            <numerusform>Something was found in %n tensors of these.</numerusform>
        </translation>
    </message>
</context>
</TS>
