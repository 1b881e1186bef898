<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccuracyFigure</name>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Δ perplexity</source>
        <translation>Δ Perplexität</translation>
    </message>
    <message>
        <source>Mean KL</source>
        <translation>Mittlere KL</translation>
    </message>
    <message>
        <source>Same top-1</source>
        <translation>Top-1 gleich</translation>
    </message>
    <message>
        <source>RMS Δp</source>
        <translation>RMS Δp</translation>
    </message>
    <message>
        <source>Right top-1</source>
        <translation>Top-1 richtig</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>change of perplexity</source>
        <translation>Änderung der Perplexität</translation>
    </message>
    <message>
        <source>mean KL divergence (nats)</source>
        <translation>mittlere KL-Divergenz (nat)</translation>
    </message>
    <message>
        <source>same most likely token (%)</source>
        <translation>gleiches wahrscheinlichstes Token (%)</translation>
    </message>
    <message>
        <source>RMS change of probability (%)</source>
        <translation>RMS-Änderung der Wahrscheinlichkeit (%)</translation>
    </message>
    <message>
        <source>most likely token was right (%)</source>
        <translation>wahrscheinlichstes Token richtig (%)</translation>
    </message>
    <message>
        <source>Between how many equally likely tokens the model hesitates, on average: e to the mean of −ln p(right token). The ± comes from the text being short, and moves all schemes alike. Smaller is better.</source>
        <translation>Zwischen wie vielen gleich wahrscheinlichen Tokens das Modell im Mittel schwankt: e hoch Mittelwert von −ln p(richtiges Token). Das ± kommt von der Kürze des Textes und verschiebt alle Schemata gemeinsam. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>Perplexity less that of the original. Its ± is of the difference itself, position by position, and so much smaller than that of either. Near 0 is best.</source>
        <translation>Perplexität abzüglich der des Originals. Das ± gehört zur Differenz selbst, Position für Position, und ist daher viel kleiner als das der beiden einzeln. Nahe 0 ist am besten.</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the predictions from the original&apos;s, averaged over all positions, in nats. It sees every token&apos;s probability, not only the right one&apos;s. 0 is a model that answers alike. Smaller is better.</source>
        <translation>Kullback-Leibler-Divergenz der Vorhersagen von denen des Originals, gemittelt über alle Positionen, in nat. Sie sieht die Wahrscheinlichkeit jedes Tokens, nicht nur die des richtigen. 0 ist ein Modell, das gleich antwortet. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>At how many positions the most likely token is still the original&apos;s: how often greedy answers stay the same. Larger is better.</source>
        <translation>An wie vielen Positionen das wahrscheinlichste Token noch das des Originals ist: wie oft gierige Antworten gleich bleiben. Größer ist besser.</translation>
    </message>
    <message>
        <source>Root mean square of the change of the right token&apos;s probability, in percentage points. Smaller is better.</source>
        <translation>Quadratisches Mittel der Änderung der Wahrscheinlichkeit des richtigen Tokens, in Prozentpunkten. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>At how many positions the most likely token is the one that came next. Larger is better.</source>
        <translation>An wie vielen Positionen das wahrscheinlichste Token das ist, das folgte. Größer ist besser.</translation>
    </message>
</context>
<context>
    <name>AccuracyPictures</name>
    <message>
        <source>tokens scored</source>
        <translation>bewertete Tokens</translation>
    </message>
    <message>
        <source>KL divergence (nats) at most</source>
        <translation>KL-Divergenz (nat) höchstens</translation>
    </message>
    <message>
        <source>perplexity ± standard error</source>
        <translation>Perplexität ± Standardfehler</translation>
    </message>
    <message>
        <source>above the original (%) ± standard error</source>
        <translation>über dem Original (%) ± Standardfehler</translation>
    </message>
    <message>
        <source>share of positions (%)</source>
        <translation>Anteil der Positionen (%)</translation>
    </message>
    <message>
        <source>max.</source>
        <translation>max.</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>A workbench for neural-network weight quantization</source>
        <translation>Eine Werkbank für die Quantisierung der Gewichte neuronaler Netze</translation>
    </message>
    <message>
        <source>A model&apos;s file or folder, or a workspace; a window for each</source>
        <translation>Datei oder Ordner eines Modells oder ein Arbeitsbereich; je ein Fenster</translation>
    </message>
    <message>
        <source>A scheme to compare (repeat for more)</source>
        <translation>Ein Schema zum Vergleich (für weitere wiederholen)</translation>
    </message>
    <message>
        <source>light, dark or system</source>
        <translation>light (hell), dark (dunkel) oder system</translation>
    </message>
    <message>
        <source>en, de, zh_CN or system; of pictures also all</source>
        <translation>en, de, zh_CN oder system; für Bilder auch all (alle)</translation>
    </message>
    <message>
        <source>Write pictures of every view to FOLDER and leave</source>
        <translation>Bilder aller Ansichten nach FOLDER schreiben und enden</translation>
    </message>
    <message>
        <source>Size of the pictures (repeat for more)</source>
        <translation>Größe der Bilder (für weitere wiederholen)</translation>
    </message>
</context>
<context>
    <name>ComparisonPictures</name>
    <message>
        <source>Pareto front</source>
        <translation>Pareto-Front</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>size of the quantized weights (MiB)</source>
        <translation>Größe der quantisierten Gewichte (MiB)</translation>
    </message>
    <message>
        <source>weight error (relative RMSE, %), not accuracy</source>
        <translation>Gewichtsfehler (relativer RMSE, %), nicht Genauigkeit</translation>
    </message>
    <message>
        <source>weight error (%1), not accuracy</source>
        <translation>Gewichtsfehler (%1), nicht Genauigkeit</translation>
    </message>
</context>
<context>
    <name>ContinuationHtml</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>the same as the original</source>
        <translation>gleich dem Original</translation>
    </message>
    <message>
        <source>differs from the first token on</source>
        <translation>weicht vom ersten Token an ab</translation>
    </message>
    <message numerus="yes">
        <source>the same for %n token(s)</source>
        <translation>
            <numerusform>%n Token lang gleich</numerusform>
            <numerusform>%n Tokens lang gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>end of the text</source>
        <translation>Ende des Textes</translation>
    </message>
    <message>
        <source>the context is full</source>
        <translation>der Kontext ist voll</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Relative RMSE</source>
        <translation>Relativer RMSE</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>Bit/Gewicht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>relativer RMSE (%)</translation>
    </message>
    <message>
        <source>signal to quantization noise (dB)</source>
        <translation>Signal-Quantisierungsrausch-Abstand (dB)</translation>
    </message>
    <message>
        <source>1 − cosine</source>
        <translation>1 − Kosinus</translation>
    </message>
    <message>
        <source>RMSE (weight units)</source>
        <translation>RMSE (Gewichtseinheiten)</translation>
    </message>
    <message>
        <source>largest |error| (weight units)</source>
        <translation>größter |Fehler| (Gewichtseinheiten)</translation>
    </message>
    <message>
        <source>bits per weight</source>
        <translation>Bit pro Gewicht</translation>
    </message>
    <message>
        <source>size (MiB)</source>
        <translation>Größe (MiB)</translation>
    </message>
    <message>
        <source>Root of (sum of squared errors / sum of squared weights). 0 % is an exact copy, 100 % as bad as all zeros. Smaller is better.</source>
        <translation>Wurzel aus (Summe der quadrierten Fehler / Summe der quadrierten Gewichte). 0 % ist eine exakte Kopie, 100 % so schlecht wie lauter Nullen. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>Signal to quantization noise ratio: −20 log10 of the relative RMSE. 6 dB more halve the error. Larger is better.</source>
        <translation>Signal-Quantisierungsrausch-Abstand: −20 log10 des relativen RMSE. 6 dB mehr halbieren den Fehler. Größer ist besser.</translation>
    </message>
    <message>
        <source>Cosine of the angle between original and decoded weights, seen as two long vectors. 1 is best.</source>
        <translation>Kosinus des Winkels zwischen den Originalgewichten und den decodierten, als zwei lange Vektoren betrachtet. 1 ist am besten.</translation>
    </message>
    <message>
        <source>Root of the mean squared error, in the unit of the weights. Smaller is better.</source>
        <translation>Wurzel des mittleren quadratischen Fehlers, in der Einheit der Gewichte. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>The single largest difference between an original and its decoded weight. Smaller is better.</source>
        <translation>Die größte einzelne Differenz zwischen einem Originalgewicht und dem decodierten. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>Bits spent on one weight, scales and everything else included.</source>
        <translation>Bits, die ein Gewicht kostet, Skalenfaktoren und alles andere eingeschlossen.</translation>
    </message>
    <message>
        <source>Bytes of the quantized weights in the file, to the byte.</source>
        <translation>Bytes der quantisierten Gewichte in der Datei, auf das Byte genau.</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>Max. Fehler</translation>
    </message>
    <message>
        <source>Left to gain</source>
        <translation>Noch zu gewinnen</translation>
    </message>
    <message>
        <source>bits per weight above the Gaussian bound</source>
        <translation>Bits je Gewicht über der Gauß-Schranke</translation>
    </message>
    <message>
        <source>Bits per weight that the best possible code would save at the same error, if weights were draws from one Gaussian (relative RMSE 2^−bits). Below 0 where they are not: blocks of different size. Nothing where there is no error. Smaller is better.</source>
        <translation>Bits je Gewicht, die der bestmögliche Code bei gleichem Fehler sparen würde, wären die Gewichte Ziehungen aus einer Normalverteilung (relativer RMSE 2^−Bits). Unter 0, wo sie es nicht sind: Blöcke verschiedener Größe. Nichts, wo kein Fehler ist. Kleiner ist besser.</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>Best scalar</source>
        <translation>Bester skalarer</translation>
    </message>
    <message>
        <source>The relative RMSE that no code of this size can beat if weights are draws from one Gaussian: 2 to the power of −bits.</source>
        <translation>Der relative RMSE, den kein Code dieser Größe unterbieten kann, wenn die Gewichte aus einer Gaußverteilung stammen: 2 hoch −Bits.</translation>
    </message>
    <message>
        <source>The relative RMSE of the best scalar quantizer of this size (Lloyd and Max) for draws from one Gaussian.</source>
        <translation>Der relative RMSE des besten skalaren Quantisierers dieser Größe (Lloyd und Max) für Gewichte aus einer Gaußverteilung.</translation>
    </message>
</context>
<context>
    <name>HurtText</name>
    <message>
        <source>outside the layers</source>
        <translation>außerhalb der Schichten</translation>
    </message>
    <message>
        <source>This model has no layers; below are the weights that %1 hurts most.</source>
        <translation>Dieses Modell hat keine Schichten; unten stehen die Gewichte, die %1 am härtesten trifft.</translation>
    </message>
    <message>
        <source>%1 hurts these layers most: %2 (relative RMSE %3; median layer %4).</source>
        <translation>%1 trifft diese Schichten am härtesten: %2 (relativer RMSE %3; mittlere Schicht %4).</translation>
    </message>
    <message>
        <source>%1 is %2 times its role&apos;s median under %3 (%4)</source>
        <translation>%1 liegt unter %3 beim %2-Fachen des Medians seiner Rolle (%4)</translation>
    </message>
    <message>
        <source>%1 is %2 times the median of all weights under %3 (%4)</source>
        <translation>%1 liegt unter %3 beim %2-Fachen des Medians aller Gewichte (%4)</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) of %1 hold(s) %2 of its energy (the heaviest: %3)</source>
        <translation>
            <numerusform>%n Spalte von %1 trägt %2 der Energie (die schwerste: %3)</numerusform>
            <numerusform>%n Spalten von %1 tragen %2 der Energie (die schwerste: %3)</numerusform>
        </translation>
    </message>
    <message>
        <source>in 32 neighbours the largest is %1 times their root mean square (Gaussian: %2), so most codes go to waste</source>
        <translation>unter 32 Nachbarn liegt der größte beim %1-Fachen ihres Effektivwerts (normalverteilt: %2), sodass die meisten Codes brachliegen</translation>
    </message>
    <message>
        <source>heavy tails: kurtosis %1 (Gaussian: 3)</source>
        <translation>schwere Ränder: Kurtosis %1 (normalverteilt: 3)</translation>
    </message>
    <message>
        <source>its largest weight is %1 times its root mean square</source>
        <translation>das größte Gewicht liegt beim %1-Fachen des Effektivwerts</translation>
    </message>
    <message>
        <source>No outliers: its values are near a Gaussian (kurtosis %1, peak %2 times the root mean square). More bits would help, another method little.</source>
        <translation>Keine Ausreißer: Die Werte sind nahezu normalverteilt (Kurtosis %1, Spitze beim %2-Fachen des Effektivwerts). Mehr Bits würden helfen, ein anderes Verfahren wenig.</translation>
    </message>
    <message>
        <source>Why: %1.</source>
        <translation>Warum: %1.</translation>
    </message>
</context>
<context>
    <name>MethodPicture</name>
    <message>
        <source>asym.</source>
        <comment>with zero points</comment>
        <translation>asym.</translation>
    </message>
    <message>
        <source>KL divergence (nats)</source>
        <translation>KL-Divergenz (nat)</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Output error (%)</source>
        <translation>Ausgabefehler (%)</translation>
    </message>
    <message>
        <source>Weight error (%)</source>
        <translation>Gewichtsfehler (%)</translation>
    </message>
    <message>
        <source>Time to quantize (s)</source>
        <translation>Zeit zum Quantisieren (s)</translation>
    </message>
    <message>
        <source>Memory (MiB)</source>
        <translation>Speicher (MiB)</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
</context>
<context>
    <name>OutputErrorPicture</name>
    <message>
        <source>output error = weight error</source>
        <translation>Ausgabefehler = Gewichtsfehler</translation>
    </message>
    <message>
        <source>weight error (relative RMSE, %)</source>
        <translation>Gewichtsfehler (relativer RMSE, %)</translation>
    </message>
    <message>
        <source>output error (relative RMSE, %)</source>
        <translation>Ausgabefehler (relativer RMSE, %)</translation>
    </message>
</context>
<context>
    <name>OutputErrorRow</name>
    <message>
        <source>The output is hit harder than the weight: the columns that matter were rounded badly. More bits, or a method that knows what comes in, help here.</source>
        <translation>Die Ausgabe ist härter getroffen als das Gewicht: Die Spalten, auf die es ankommt, wurden schlecht gerundet. Hier helfen mehr Bits oder ein Verfahren, das die Eingaben kennt.</translation>
    </message>
    <message>
        <source>The output is hit less than the weight: what was lost lies in columns that see little.</source>
        <translation>Die Ausgabe ist weniger getroffen als das Gewicht: Was verloren ging, liegt in Spalten, durch die wenig geht.</translation>
    </message>
    <message>
        <source>Output and weight are hit alike.</source>
        <translation>Ausgabe und Gewicht sind gleich getroffen.</translation>
    </message>
    <message>
        <source>Weight error %1, output error %2 (SQNR %3)</source>
        <translation>Gewichtsfehler %1, Ausgabefehler %2 (SQNR %3)</translation>
    </message>
    <message>
        <source>%1 tokens went through it</source>
        <translation>%1 Token gingen hindurch</translation>
    </message>
</context>
<context>
    <name>PageWriter</name>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message>
        <source>Quantization report</source>
        <translation>Quantisierungsbericht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Schemes compared</source>
        <translation>Verglichene Schemata</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1, %n Schicht</numerusform>
            <numerusform>%1, %n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>This model is quantized already: errors are relative to what it decodes to, not to the weights it was made from.</source>
        <translation>Dieses Modell ist schon quantisiert: Fehler beziehen sich auf das, wozu es dekodiert, nicht auf die Gewichte, aus denen es entstand.</translation>
    </message>
    <message>
        <source>Errors are relative to %1.</source>
        <translation>Fehler beziehen sich auf %1.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Closest to the original: %1, relative RMSE %2 at %3. Smallest: %4, %5, relative RMSE %6.</source>
        <translation>Am nächsten am Original: %1, relativer RMSE %2 bei %3. Am kleinsten: %4, %5, relativer RMSE %6.</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>Bit/Gewicht</translation>
    </message>
    <message>
        <source>Rel. RMSE</source>
        <translation>Rel. RMSE</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>Max. Fehler</translation>
    </message>
    <message>
        <source>Relative RMSE: root of the sum of squared errors over the sum of squared weights; 0 % is an exact copy. It is an error of the weights, not a figure of what the model says.</source>
        <translation>Relativer RMSE: Wurzel aus der Summe der Fehlerquadrate durch die Summe der Gewichtsquadrate; 0 % ist eine genaue Kopie. Es ist ein Fehler der Gewichte, kein Maß dafür, was das Modell sagt.</translation>
    </message>
    <message>
        <source>Tensor by tensor: relative RMSE (%)</source>
        <translation>Tensor für Tensor: relativer RMSE (%)</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>▲ is the best of its row; * marks a fallback: rows that do not fit the scheme&apos;s blocks.</source>
        <translation>▲ ist das Beste seiner Zeile; * markiert ein Ersatzschema: Zeilen, die nicht in die Blöcke des Schemas passen.</translation>
    </message>
    <message>
        <source>The first %1 of %2 tensors; a CSV report has all.</source>
        <translation>Die ersten %1 von %2 Tensoren; ein CSV-Bericht hat alle.</translation>
    </message>
    <message>
        <source>The first %1 of %2 schemes; a CSV report has all.</source>
        <translation>Die ersten %1 von %2 Schemata; ein CSV-Bericht hat alle.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>✓ The file was written, read back through the ordinary reading path and is equal, bit for bit.</source>
        <translation>✓ Die Datei wurde geschrieben, auf dem gewöhnlichen Leseweg zurückgelesen und ist Bit für Bit gleich.</translation>
    </message>
    <message>
        <source>✗ The file does not read back as it was written. Do not use it.</source>
        <translation>✗ Die Datei liest sich nicht zurück, wie sie geschrieben wurde. Verwenden Sie sie nicht.</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstanden aus</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message numerus="yes">
        <source>%1; %n tensor(s) checked.</source>
        <translation>
            <numerusform>%1; %n Tensor geprüft.</numerusform>
            <numerusform>%1; %n Tensoren geprüft.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quantization report · %1</source>
        <translation>Quantisierungsbericht · %1</translation>
    </message>
    <message>
        <source>How to make this again</source>
        <translation>So entsteht es noch einmal</translation>
    </message>
    <message>
        <source>Methods on equal terms</source>
        <translation>Verfahren unter gleichen Bedingungen</translation>
    </message>
    <message>
        <source>Judged on %1, calibrated on %2. Bold is the best of its format.</source>
        <translation>Beurteilt an %1, kalibriert an %2. Fett ist das beste jedes Formats.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>StudyPictures</name>
    <message>
        <source>weight value</source>
        <translation>Gewichtswert</translation>
    </message>
    <message>
        <source>share of weights (%)</source>
        <translation>Anteil der Gewichte (%)</translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>decodiert</translation>
    </message>
    <message>
        <source>levels at the median scale</source>
        <translation>Stufen beim Median-Skalenfaktor</translation>
    </message>
    <message>
        <source>error (original − decoded)</source>
        <translation>Fehler (Original − decodiert)</translation>
    </message>
    <message>
        <source>weights (%)</source>
        <translation>Gewichte (%)</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>code usage</source>
        <translation>Codehäufigkeit</translation>
    </message>
    <message>
        <source>block scale</source>
        <translation>Block-Skalenfaktor</translation>
    </message>
    <message>
        <source>blocks (%)</source>
        <translation>Blöcke (%)</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>Skalenfaktoren</translation>
    </message>
    <message>
        <source>row (output channel)</source>
        <translation>Zeile (Ausgabekanal)</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>relativer RMSE (%)</translation>
    </message>
    <message>
        <source>row error</source>
        <translation>Zeilenfehler</translation>
    </message>
    <message>
        <source>marked region</source>
        <translation>markierter Bereich</translation>
    </message>
    <message>
        <source>error (original − decoded); ticks: ± the Gaussian bound</source>
        <translation>Fehler (Original − dekodiert); Striche: ± Gauß-Schranke</translation>
    </message>
    <message>
        <source>the Gaussian bound&apos;s RMS error</source>
        <translation>RMS-Fehler der Gauß-Schranke</translation>
    </message>
</context>
<context>
    <name>SurveyPicture</name>
    <message>
        <source>bits per weight</source>
        <translation>Bits je Gewicht</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>relativer RMSE (%)</translation>
    </message>
    <message>
        <source>Gaussian bound</source>
        <translation>Gauß-Schranke</translation>
    </message>
    <message>
        <source>best scalar</source>
        <translation>bester skalarer Code</translation>
    </message>
</context>
<context>
    <name>TradeoffPictures</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>%1 bits per weight</source>
        <translation>%1 Bit pro Gewicht</translation>
    </message>
    <message>
        <source>size of the quantized weights (MiB)</source>
        <translation>Größe der quantisierten Gewichte (MiB)</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation>%1, auf %2</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>Pareto-Front</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>There is not enough room on this disk. Nothing was left behind; free some space or choose another folder.</source>
        <translation>Auf diesem Datenträger ist nicht genug Platz. Es wurde nichts zurückgelassen; Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Die Datei kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>tensor “%1”</source>
        <translation>Tensor „%1“</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>Dies ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>“%1” is not a value that %2 can have; allowed: %3.</source>
        <translation>„%1“ ist kein möglicher Wert für %2; erlaubt: %3.</translation>
    </message>
    <message>
        <source>“%1” is not a parameter here: there are none.</source>
        <translation>„%1“ ist hier kein Parameter: es gibt keine.</translation>
    </message>
    <message>
        <source>“%1” is not a parameter here; there are: %2.</source>
        <translation>„%1“ ist hier kein Parameter; es gibt: %2.</translation>
    </message>
    <message>
        <source>“%1” is not a regular expression: %2.</source>
        <translation>„%1“ ist kein regulärer Ausdruck: %2.</translation>
    </message>
    <message>
        <source>“%1” is too complex a regular expression.</source>
        <translation>„%1“ ist ein zu komplexer regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>The weight in row %1, column %2 is %3: errors cannot be measured against it. Repair the model, or leave this tensor out.</source>
        <translation>Das Gewicht in Zeile %1, Spalte %2 ist %3: Fehler lassen sich dagegen nicht messen. Das Modell reparieren oder diesen Tensor auslassen.</translation>
    </message>
    <message>
        <source>The original has no tensor of this name.</source>
        <translation>Das Original hat keinen Tensor dieses Namens.</translation>
    </message>
    <message>
        <source>It is %1 in the original and %2 here: not the same model.</source>
        <translation>Er ist %1 im Original und %2 hier: nicht dasselbe Modell.</translation>
    </message>
    <message>
        <source>The original has %1 rows of %2, this tensor %3 of %4: they cannot be compared.</source>
        <translation>Das Original hat %1 Zeilen zu %2, dieser Tensor %3 zu %4: sie lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>An importance matrix must be F32; this part is %1.</source>
        <translation>Eine Wichtigkeitsmatrix muss F32 sein; dieser Teil ist %1.</translation>
    </message>
    <message>
        <source>%1 is no number of tokens.</source>
        <translation>%1 ist keine mögliche Tokenzahl.</translation>
    </message>
    <message>
        <source>The importance matrix has sums but no counts for it.</source>
        <translation>Die Wichtigkeitsmatrix hat dafür Summen, aber keine Anzahlen.</translation>
    </message>
    <message>
        <source>This GGUF file is no importance matrix: it has no tensor named ….in_sum2.</source>
        <translation>Diese GGUF-Datei ist keine Wichtigkeitsmatrix: sie hat keinen Tensor namens ….in_sum2.</translation>
    </message>
    <message>
        <source>There is nothing in the importance matrix to write.</source>
        <translation>Die Wichtigkeitsmatrix enthält nichts, was zu schreiben wäre.</translation>
    </message>
    <message>
        <source>The importance matrix was made for another model: it holds %1 values of %2 experts where the tensor has %3 columns and %4 experts.</source>
        <translation>Die Wichtigkeitsmatrix gehört zu einem anderen Modell: sie enthält %1 Werte für %2 Experten, der Tensor hat %3 Spalten und %4 Experten.</translation>
    </message>
    <message>
        <source>A text of %1 bytes cannot be part of an importance matrix; is this another kind of file?</source>
        <translation>Ein Text von %1 Byte kann nicht zu einer Wichtigkeitsmatrix gehören; ist dies eine andere Art von Datei?</translation>
    </message>
    <message>
        <source>An importance matrix cannot have a count of %1; is this another kind of file?</source>
        <translation>Eine Wichtigkeitsmatrix kann keine Anzahl %1 haben; ist dies eine andere Art von Datei?</translation>
    </message>
    <message>
        <source>The importance matrix has %1 sums for %2 counts.</source>
        <translation>Die Wichtigkeitsmatrix hat %1 Summen für %2 Anzahlen.</translation>
    </message>
    <message>
        <source>The sum of squares of column %1 is %2. Make the importance matrix anew.</source>
        <translation>Die Quadratsumme der Spalte %1 ist %2. Die Wichtigkeitsmatrix neu erstellen.</translation>
    </message>
    <message>
        <source>The importance matrix has two entries of this name.</source>
        <translation>Die Wichtigkeitsmatrix hat zwei Einträge dieses Namens.</translation>
    </message>
    <message>
        <source>The importance matrix is empty or too large for the older file form.</source>
        <translation>Die Wichtigkeitsmatrix ist leer oder zu groß für die ältere Dateiform.</translation>
    </message>
    <message>
        <source>The built-in demo is not there; it was looked for in: %1. Install Mantissa&apos;s data, or set MANTISSA_DATA to the folder that holds “demo”.</source>
        <translation>Die eingebaute Demo fehlt; gesucht wurde in: %1. Die Daten von Mantissa installieren oder MANTISSA_DATA auf den Ordner setzen, der „demo“ enthält.</translation>
    </message>
    <message>
        <source>More data was given than the planned file holds.</source>
        <translation>Es wurden mehr Daten übergeben, als die geplante Datei aufnimmt.</translation>
    </message>
    <message>
        <source>%1 bytes were given where the plan has room for %2.</source>
        <translation>%1 Byte wurden übergeben, wo der Plan Platz für %2 hat.</translation>
    </message>
    <message>
        <source>The file cannot be finished: this tensor&apos;s data is missing.</source>
        <translation>Die Datei kann nicht abgeschlossen werden: die Daten dieses Tensors fehlen.</translation>
    </message>
    <message>
        <source>The file does not begin with “GGUF”.</source>
        <translation>Die Datei beginnt nicht mit „GGUF“.</translation>
    </message>
    <message>
        <source>This is GGUF version 1, which was replaced in 2023. Get a newer file of the model.</source>
        <translation>Dies ist GGUF-Version 1, die 2023 abgelöst wurde. Eine neuere Datei des Modells beschaffen.</translation>
    </message>
    <message>
        <source>This is a big-endian GGUF file. Only little-endian files can be opened.</source>
        <translation>Dies ist eine Big-Endian-GGUF-Datei. Nur Little-Endian-Dateien lassen sich öffnen.</translation>
    </message>
    <message>
        <source>GGUF version %1 is not known; versions 2 and 3 can be opened.</source>
        <translation>GGUF-Version %1 ist unbekannt; die Versionen 2 und 3 lassen sich öffnen.</translation>
    </message>
    <message>
        <source>The metadata key “%1” is there twice.</source>
        <translation>Der Metadatenschlüssel „%1“ kommt zweimal vor.</translation>
    </message>
    <message>
        <source>The header announces %1 tensors, but the file has only %2 more bytes. It is damaged or was not copied completely.</source>
        <translation>Der Kopf kündigt %1 Tensoren an, die Datei hat aber nur noch %2 Byte. Sie ist beschädigt oder wurde nicht vollständig kopiert.</translation>
    </message>
    <message>
        <source>The header announces %1 metadata entries, but the file has only %2 more bytes. It is damaged or was not copied completely.</source>
        <translation>Der Kopf kündigt %1 Metadateneinträge an, die Datei hat aber nur noch %2 Byte. Sie ist beschädigt oder wurde nicht vollständig kopiert.</translation>
    </message>
    <message>
        <source>A length of %1 is written here; more than %2 makes no sense in this place. The file is damaged.</source>
        <translation>Hier steht eine Länge von %1; mehr als %2 ist an dieser Stelle nicht sinnvoll. Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>A true-or-false value is %1 instead of 0 or 1.</source>
        <translation>Ein Wahrheitswert ist %1 statt 0 oder 1.</translation>
    </message>
    <message>
        <source>An array of %1 elements is announced, but only %2 bytes of the file are left.</source>
        <translation>Ein Feld von %1 Elementen ist angekündigt, es sind aber nur noch %2 Byte der Datei übrig.</translation>
    </message>
    <message>
        <source>A metadata value has the type number %1, which GGUF does not define (0 to 12 are).</source>
        <translation>Ein Metadatenwert hat die Typnummer %1, die GGUF nicht definiert (definiert sind 0 bis 12).</translation>
    </message>
    <message>
        <source>Metadata holds an array of arrays; neither llama.cpp nor Mantissa reads those.</source>
        <translation>Die Metadaten enthalten ein Feld von Feldern; das lesen weder llama.cpp noch Mantissa.</translation>
    </message>
    <message>
        <source>GGUF cannot hold %1.</source>
        <translation>GGUF kann %1 nicht aufnehmen.</translation>
    </message>
    <message>
        <source>GGUF allows tensor names of 1 to %1 bytes.</source>
        <translation>GGUF erlaubt Tensornamen von 1 bis %1 Byte.</translation>
    </message>
    <message>
        <source>GGUF allows %1 dimensions; this tensor has %2.</source>
        <translation>GGUF erlaubt %1 Dimensionen; dieser Tensor hat %2.</translation>
    </message>
    <message>
        <source>Rows of %1 elements cannot be stored as %2, whose blocks have %3 elements.</source>
        <translation>Zeilen von %1 Elementen lassen sich nicht als %2 speichern, dessen Blöcke %3 Elemente haben.</translation>
    </message>
    <message>
        <source>Two tensors carry this name.</source>
        <translation>Zwei Tensoren tragen diesen Namen.</translation>
    </message>
    <message>
        <source>The tensor&apos;s size (%1) is larger than any file.</source>
        <translation>Die Größe des Tensors (%1) übersteigt jede Datei.</translation>
    </message>
    <message>
        <source>This model is split into %1 files, and number %2 is missing. Put all of them into one folder.</source>
        <translation>Dieses Modell ist auf %1 Dateien aufgeteilt, und Nummer %2 fehlt. Alle in einen Ordner legen.</translation>
    </message>
    <message>
        <source>By its name this is part %1 of %2, but its metadata says split.no %3 and split.count %4.</source>
        <translation>Dem Namen nach ist dies Teil %1 von %2, die Metadaten nennen aber split.no %3 und split.count %4.</translation>
    </message>
    <message>
        <source>The parts hold %1 tensors together, but split.tensors.count is %2: they do not belong to one model.</source>
        <translation>Die Teile enthalten zusammen %1 Tensoren, split.tensors.count ist aber %2: sie gehören nicht zu einem Modell.</translation>
    </message>
    <message>
        <source>The file is one of %1 parts, so its name must end like “%2” for the others to be found. Give it its original name.</source>
        <translation>Die Datei ist einer von %1 Teilen; damit die anderen gefunden werden, muss ihr Name wie „%2“ enden. Den ursprünglichen Namen wiederherstellen.</translation>
    </message>
    <message>
        <source>The tensor has type %1 (number %2), which was removed from GGUF. Get a newer file of the model.</source>
        <translation>Der Tensor hat den Typ %1 (Nummer %2), der aus GGUF entfernt wurde. Eine neuere Datei des Modells beschaffen.</translation>
    </message>
    <message>
        <source>The tensor has type number %1, which is not known.</source>
        <translation>Der Tensor hat die Typnummer %1, die unbekannt ist.</translation>
    </message>
    <message>
        <source>The tensor has %1 dimensions; GGUF allows %2.</source>
        <translation>Der Tensor hat %1 Dimensionen; GGUF erlaubt %2.</translation>
    </message>
    <message>
        <source>The tensor is %1 long in dimension %2, which cannot be.</source>
        <translation>Der Tensor hat die Länge %1 in Dimension %2, was nicht sein kann.</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1, which is not a multiple of the alignment %2.</source>
        <translation>Die Daten des Tensors beginnen beim Offset %1, der kein Vielfaches der Ausrichtung %2 ist.</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1 and overlaps the one before it, which ends at %2.</source>
        <translation>Die Daten des Tensors beginnen beim Offset %1 und überlappen die vorhergehenden, die bei %2 enden.</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1 and leaves a hole behind the one before it, which ends at %2.</source>
        <translation>Die Daten des Tensors beginnen beim Offset %1 und lassen eine Lücke hinter den vorhergehenden, die bei %2 enden.</translation>
    </message>
    <message>
        <source>A tensor&apos;s name is %1 bytes long; 1 to %2 are allowed.</source>
        <translation>Ein Tensorname ist %1 Byte lang; erlaubt sind 1 bis %2.</translation>
    </message>
    <message>
        <source>The tensor&apos;s %1 bytes reach beyond the end of the file (%2 bytes). It was probably not downloaded or copied completely.</source>
        <translation>Die %1 Byte des Tensors reichen über das Dateiende hinaus (%2 Byte). Wahrscheinlich wurde die Datei nicht vollständig heruntergeladen oder kopiert.</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>Der Ordner kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The folder holds GGUF files; open one of them directly.</source>
        <translation>Der Ordner enthält GGUF-Dateien; eine davon direkt öffnen.</translation>
    </message>
    <message>
        <source>The folder holds weights in PyTorch&apos;s format only, which cannot be opened yet. Look for the model&apos;s safetensors files.</source>
        <translation>Der Ordner enthält Gewichte nur im PyTorch-Format, das sich noch nicht öffnen lässt. Nach den safetensors-Dateien des Modells suchen.</translation>
    </message>
    <message>
        <source>The folder holds no weights (no .safetensors file).</source>
        <translation>Der Ordner enthält keine Gewichte (keine .safetensors-Datei).</translation>
    </message>
    <message>
        <source>The folder holds %1 safetensors files and no index that joins them; open one of them directly.</source>
        <translation>Der Ordner enthält %1 safetensors-Dateien und keinen Index, der sie verbindet; eine davon direkt öffnen.</translation>
    </message>
    <message>
        <source>A JSON object was expected here.</source>
        <translation>Hier wurde ein JSON-Objekt erwartet.</translation>
    </message>
    <message>
        <source>The JSON text holds the key “%1” twice in one object.</source>
        <translation>Der JSON-Text enthält den Schlüssel „%1“ in einem Objekt zweimal.</translation>
    </message>
    <message>
        <source>This is not valid JSON.</source>
        <translation>Dies ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The JSON text holds a number that is out of range.</source>
        <translation>Der JSON-Text enthält eine Zahl außerhalb des Wertebereichs.</translation>
    </message>
    <message>
        <source>The JSON text is %1 bytes long; more than %2 makes no sense here.</source>
        <translation>Der JSON-Text ist %1 Byte lang; mehr als %2 ist hier nicht sinnvoll.</translation>
    </message>
    <message>
        <source>The JSON text is nested more than %1 levels deep.</source>
        <translation>Der JSON-Text ist mehr als %1 Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>Arrays of NumPy type “%1” cannot be opened (nor can big-endian numbers and Python objects).</source>
        <translation>Felder des NumPy-Typs „%1“ lassen sich nicht öffnen (ebenso wenig Big-Endian-Zahlen und Python-Objekte).</translation>
    </message>
    <message>
        <source>The array does not begin as .npy files do.</source>
        <translation>Das Feld beginnt nicht, wie .npy-Dateien beginnen.</translation>
    </message>
    <message>
        <source>Version %1.%2 of .npy is not known; 1.0, 2.0 and 3.0 can be opened.</source>
        <translation>Version %1.%2 von .npy ist unbekannt; 1.0, 2.0 und 3.0 lassen sich öffnen.</translation>
    </message>
    <message>
        <source>The array&apos;s shape (%1) is larger than any file.</source>
        <translation>Die Form des Feldes (%1) übersteigt jede Datei.</translation>
    </message>
    <message>
        <source>The array is stored column by column (Fortran order). Save it through numpy.ascontiguousarray.</source>
        <translation>Das Feld ist spaltenweise gespeichert (Fortran-Reihenfolge). Es mit numpy.ascontiguousarray speichern.</translation>
    </message>
    <message>
        <source>%1 bytes are left behind the array&apos;s data.</source>
        <translation>Hinter den Daten des Feldes bleiben %1 Byte übrig.</translation>
    </message>
    <message>
        <source>The array&apos;s header is not the dictionary that NumPy writes.</source>
        <translation>Der Kopf des Feldes ist nicht das Dictionary, das NumPy schreibt.</translation>
    </message>
    <message>
        <source>The array holds records of several fields; only arrays of plain numbers can be opened.</source>
        <translation>Das Feld enthält Datensätze mit mehreren Einträgen; nur Felder einfacher Zahlen lassen sich öffnen.</translation>
    </message>
    <message>
        <source>The archive holds no .npy arrays. Of the archives that models come in, only .npz can be opened yet.</source>
        <translation>Das Archiv enthält keine .npy-Felder. Von den Archiven, in denen Modelle kommen, lässt sich bisher nur .npz öffnen.</translation>
    </message>
    <message>
        <source>The file is empty. Download or copy it again.</source>
        <translation>Die Datei ist leer. Sie erneut herunterladen oder kopieren.</translation>
    </message>
    <message>
        <source>This is not a model file that can be opened: it is neither GGUF nor safetensors, .npy or .npz.</source>
        <translation>Dies ist keine Modelldatei, die sich öffnen lässt: weder GGUF noch safetensors, .npy oder .npz.</translation>
    </message>
    <message>
        <source>Two tensors carry this name. The file was put together wrongly; get it again from its source.</source>
        <translation>Zwei Tensoren tragen diesen Namen. Die Datei wurde falsch zusammengesetzt; sie erneut von der Quelle beschaffen.</translation>
    </message>
    <message>
        <source>A shape or offset is not a whole number of at least 0.</source>
        <translation>Eine Form oder ein Offset ist keine ganze Zahl ab 0.</translation>
    </message>
    <message>
        <source>The tensor has no “shape” list.</source>
        <translation>Der Tensor hat keine „shape“-Liste.</translation>
    </message>
    <message>
        <source>The tensor&apos;s shape is larger than any file.</source>
        <translation>Die Form des Tensors übersteigt jede Datei.</translation>
    </message>
    <message>
        <source>The tensor has no “dtype” text.</source>
        <translation>Der Tensor hat keinen „dtype“-Text.</translation>
    </message>
    <message>
        <source>The tensor has dtype “%1”, which is not known.</source>
        <translation>Der Tensor hat den dtype „%1“, der unbekannt ist.</translation>
    </message>
    <message>
        <source>The tensor has no pair of “data_offsets”.</source>
        <translation>Der Tensor hat kein „data_offsets“-Paar.</translation>
    </message>
    <message>
        <source>The tensor&apos;s entry is not a JSON object.</source>
        <translation>Der Eintrag des Tensors ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The tensor&apos;s shape (%1, %2) does not fit its offsets %3 to %4.</source>
        <translation>Die Form des Tensors (%1, %2) passt nicht zu seinen Offsets %3 bis %4.</translation>
    </message>
    <message>
        <source>The tensor&apos;s data should end at offset %1, but the file holds only %2 bytes of data. It was probably not downloaded or copied completely.</source>
        <translation>Die Daten des Tensors sollen beim Offset %1 enden, die Datei enthält aber nur %2 Byte Daten. Wahrscheinlich wurde sie nicht vollständig heruntergeladen oder kopiert.</translation>
    </message>
    <message>
        <source>The file holds %1 bytes of data, but its tensors end at %2.</source>
        <translation>Die Datei enthält %1 Byte Daten, ihre Tensoren enden aber bei %2.</translation>
    </message>
    <message>
        <source>“__metadata__” must be an object of texts.</source>
        <translation>„__metadata__“ muss ein Objekt aus Texten sein.</translation>
    </message>
    <message>
        <source>The header is said to be %1 bytes long; at most %2 are allowed. This is no safetensors file, or it is damaged.</source>
        <translation>Der Kopf soll %1 Byte lang sein; erlaubt sind höchstens %2. Dies ist keine safetensors-Datei, oder sie ist beschädigt.</translation>
    </message>
    <message>
        <source>The header does not begin with “{”.</source>
        <translation>Der Kopf beginnt nicht mit „{“.</translation>
    </message>
    <message>
        <source>The index has no “weight_map” from tensors to files.</source>
        <translation>Der Index hat keine „weight_map“ von Tensoren zu Dateien.</translation>
    </message>
    <message>
        <source>The index names the file %1 for this tensor; only a plain name beside the index is allowed.</source>
        <translation>Der Index nennt für diesen Tensor die Datei %1; erlaubt ist nur ein einfacher Name neben dem Index.</translation>
    </message>
    <message>
        <source>The index names this file, but it is missing. Put all files of the model into one folder.</source>
        <translation>Der Index nennt diese Datei, aber sie fehlt. Alle Dateien des Modells in einen Ordner legen.</translation>
    </message>
    <message>
        <source>The index says that this file holds the tensor, but it does not.</source>
        <translation>Laut Index enthält diese Datei den Tensor, das stimmt aber nicht.</translation>
    </message>
    <message>
        <source>safetensors cannot hold %1; choose GGUF.</source>
        <translation>safetensors kann %1 nicht aufnehmen; GGUF wählen.</translation>
    </message>
    <message>
        <source>The header would have %1 bytes; safetensors allows %2.</source>
        <translation>Der Kopf hätte %1 Byte; safetensors erlaubt %2.</translation>
    </message>
    <message>
        <source>The archive&apos;s table of contents is damaged. Get the file again.</source>
        <translation>Das Inhaltsverzeichnis des Archivs ist beschädigt. Die Datei erneut beschaffen.</translation>
    </message>
    <message>
        <source>The archive has no table of contents at its end. It was probably not downloaded or copied completely.</source>
        <translation>Am Ende des Archivs fehlt das Inhaltsverzeichnis. Wahrscheinlich wurde es nicht vollständig heruntergeladen oder kopiert.</translation>
    </message>
    <message>
        <source>The archive is spread over several files.</source>
        <translation>Das Archiv ist auf mehrere Dateien verteilt.</translation>
    </message>
    <message>
        <source>“%1” in the archive is encrypted.</source>
        <translation>„%1“ im Archiv ist verschlüsselt.</translation>
    </message>
    <message>
        <source>“%1” in the archive is damaged and cannot be unpacked.</source>
        <translation>„%1“ im Archiv ist beschädigt und lässt sich nicht entpacken.</translation>
    </message>
    <message>
        <source>“%1” in the archive is compressed by method %2; only stored and deflated entries can be opened.</source>
        <translation>„%1“ im Archiv ist mit Methode %2 komprimiert; nur gespeicherte und Deflate-Einträge lassen sich öffnen.</translation>
    </message>
    <message>
        <source>“%1” would take %2 bytes unpacked, which is more than can be. Save the archive without compression (numpy.savez).</source>
        <translation>„%1“ bräuchte entpackt %2 Byte, was nicht sein kann. Das Archiv ohne Komprimierung speichern (numpy.savez).</translation>
    </message>
    <message>
        <source>How many weights share a scale; blocks run on across rows.</source>
        <translation>Wie viele Gewichte sich einen Skalenfaktor teilen; Blöcke laufen über Zeilengrenzen hinweg.</translation>
    </message>
    <message>
        <source>Double quantization: the scales are themselves coded in 8 bits, in runs of 256.</source>
        <translation>Doppelte Quantisierung: die Skalenfaktoren sind selbst in 8 Bit codiert, in Gruppen zu 256.</translation>
    </message>
    <message>
        <source>4-bit NormalFloat: 16 levels at the quantiles of a normal distribution, times the largest magnitude of each block.</source>
        <translation>4-Bit-NormalFloat: 16 Stufen an den Quantilen einer Normalverteilung, mal dem größten Betrag jedes Blocks.</translation>
    </message>
    <message>
        <source>4-bit floating point: sign, two exponent bits and one mantissa bit, times the largest magnitude of each block.</source>
        <translation>4-Bit-Gleitkomma: Vorzeichen, zwei Exponentenbits und ein Mantissenbit, mal dem größten Betrag jedes Blocks.</translation>
    </message>
    <message>
        <source>The weights from row %1, column %2 on are too large to be quantized doubly. Choose double=false.</source>
        <translation>Die Gewichte ab Zeile %1, Spalte %2 sind zu groß für doppelte Quantisierung. double=false wählen.</translation>
    </message>
    <message>
        <source>Tensors of type %1 cannot be decoded.</source>
        <translation>Tensoren des Typs %1 lassen sich nicht decodieren.</translation>
    </message>
    <message>
        <source>%1 bytes cannot be a tensor of %2 elements of type %3 that is read as %4 rows of %5.</source>
        <translation>%1 Byte können kein Tensor aus %2 Elementen des Typs %3 sein, der als %4 Zeilen zu %5 gelesen wird.</translation>
    </message>
    <message>
        <source>Rows of %1 elements cut the blocks of %2 elements that %3 is stored in.</source>
        <translation>Zeilen von %1 Elementen zerschneiden die Blöcke von %2 Elementen, in denen %3 gespeichert ist.</translation>
    </message>
    <message>
        <source>The weight in row %1, column %2 is %3. Only finite numbers can be quantized; repair the model, or leave this tensor as it is.</source>
        <translation>Das Gewicht in Zeile %1, Spalte %2 ist %3. Nur endliche Zahlen lassen sich quantisieren; das Modell reparieren oder diesen Tensor belassen, wie er ist.</translation>
    </message>
    <message>
        <source>The weights around row %1, column %2 are too large for the scales of %3. Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>Die Gewichte um Zeile %1, Spalte %2 sind zu groß für die Skalenfaktoren von %3. Ein Format mit größerem Wertebereich wählen oder diesen Tensor belassen, wie er ist.</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 is larger than %4 can hold (%5). Choose a format with a wider range.</source>
        <translation>Das Gewicht %1 in Zeile %2, Spalte %3 ist größer, als %4 aufnehmen kann (%5). Ein Format mit größerem Wertebereich wählen.</translation>
    </message>
    <message>
        <source>16-bit floating point: 5 exponent and 10 mantissa bits; fine steps, but nothing beyond ±65504.</source>
        <translation>16-Bit-Gleitkomma: 5 Exponenten- und 10 Mantissenbits. Feine Stufen, aber nichts jenseits von ±65504.</translation>
    </message>
    <message>
        <source>Brain floating point: the upper half of a 32-bit float; the full range, with 8 significant bits.</source>
        <translation>Brain Floating Point: die obere Hälfte einer 32-Bit-Gleitkommazahl. Der volle Wertebereich mit 8 signifikanten Bits.</translation>
    </message>
    <message>
        <source>%1 codes %2 weights of a row together, but the rows are %3 wide. Choose a format whose block divides the row.</source>
        <translation>%1 codiert %2 Gewichte einer Zeile gemeinsam, die Zeilen sind aber %3 breit. Ein Format wählen, dessen Block die Zeile teilt.</translation>
    </message>
    <message>
        <source>%1: %2 rows of %3 weights take %4 bytes, but %5 bytes for %6 weights were given.</source>
        <translation>%1: %2 Zeilen zu %3 Gewichten brauchen %4 Byte, übergeben wurden aber %5 Byte für %6 Gewichte.</translation>
    </message>
    <message>
        <source>%1 has no encoder “%2”.</source>
        <translation>%1 hat keinen Encoder „%2“.</translation>
    </message>
    <message>
        <source>The importance matrix has %1 columns, the weight has %2.</source>
        <translation>Die Wichtigkeitsmatrix hat %1 Spalten, das Gewicht hat %2.</translation>
    </message>
    <message>
        <source>ggml&apos;s encoder for %1 needs an importance matrix. Give one, or use the method “search”.</source>
        <translation>Der Encoder von ggml für %1 braucht eine Wichtigkeitsmatrix. Eine angeben oder das Verfahren „search“ wählen.</translation>
    </message>
    <message>
        <source>4 bits that pick from a bell-shaped table, one scale for 32 weights; better than Q4_0 in the same size.</source>
        <translation>4 Bit, die aus einer glockenförmigen Tabelle wählen, ein Skalenfaktor für 32 Gewichte. Besser als Q4_0 bei gleicher Größe.</translation>
    </message>
    <message>
        <source>As IQ4_NL, with 6-bit scales that share one number in 256 weights: a quarter of a bit smaller.</source>
        <translation>Wie IQ4_NL, mit 6-Bit-Skalenfaktoren, die sich in 256 Gewichten eine Zahl teilen: ein Viertelbit kleiner.</translation>
    </message>
    <message>
        <source>OCP microscaling: 4-bit floating point numbers, one power of two as the scale of 32 weights.</source>
        <translation>OCP-Microscaling: 4-Bit-Gleitkommazahlen, eine Zweierpotenz als Skalenfaktor für 32 Gewichte.</translation>
    </message>
    <message>
        <source>4-bit floating point numbers with an 8-bit floating point scale for 16 weights.</source>
        <translation>4-Bit-Gleitkommazahlen mit einem 8-Bit-Gleitkomma-Skalenfaktor für 16 Gewichte.</translation>
    </message>
    <message>
        <source>Ternary: -1, 0 or 1 times one scale for 256 weights, five to a byte; for models trained that way.</source>
        <translation>Ternär: -1, 0 oder 1 mal einem Skalenfaktor für 256 Gewichte, fünf pro Byte. Für so trainierte Modelle.</translation>
    </message>
    <message>
        <source>Ternary as TQ1_0, but four to a byte: a little larger and faster to read.</source>
        <translation>Ternär wie TQ1_0, aber vier pro Byte: etwas größer und schneller zu lesen.</translation>
    </message>
    <message>
        <source>Only the sign of each weight, one magnitude for 128 weights.</source>
        <translation>Nur das Vorzeichen jedes Gewichts, ein Betrag für 128 Gewichte.</translation>
    </message>
    <message>
        <source>2 bits: -1, 0, 1 or 2 times one scale for 64 weights.</source>
        <translation>2 Bit: -1, 0, 1 oder 2 mal einem Skalenfaktor für 64 Gewichte.</translation>
    </message>
    <message>
        <source>4 bits, one scale for 32 weights; the simplest 4-bit type: fast everywhere, less accurate than Q4_K.</source>
        <translation>4 Bit, ein Skalenfaktor für 32 Gewichte. Der einfachste 4-Bit-Typ: überall schnell, ungenauer als Q4_K.</translation>
    </message>
    <message>
        <source>4 bits, a scale and a minimum for 32 weights; suits weights that are not centred on zero.</source>
        <translation>4 Bit, ein Skalenfaktor und ein Minimum für 32 Gewichte. Für Gewichte, die nicht um null liegen.</translation>
    </message>
    <message>
        <source>5 bits, one scale for 32 weights; where rows are too narrow for Q4_K, this is what llama.cpp takes instead.</source>
        <translation>5 Bit, ein Skalenfaktor für 32 Gewichte. Wo Zeilen zu schmal für Q4_K sind, nimmt llama.cpp stattdessen dieses.</translation>
    </message>
    <message>
        <source>5 bits, a scale and a minimum for 32 weights; where rows are too narrow for Q5_K, this is what llama.cpp takes instead.</source>
        <translation>5 Bit, ein Skalenfaktor und ein Minimum für 32 Gewichte. Wo Zeilen zu schmal für Q5_K sind, nimmt llama.cpp stattdessen dieses.</translation>
    </message>
    <message>
        <source>8 bits, one scale for 32 weights; practically without loss, at a quarter of F32.</source>
        <translation>8 Bit, ein Skalenfaktor für 32 Gewichte. Praktisch verlustfrei, bei einem Viertel von F32.</translation>
    </message>
    <message>
        <source>2 bits with a 4-bit scale and minimum for 16 weights; for when nothing larger fits.</source>
        <translation>2 Bit mit 4-Bit-Skalenfaktor und -Minimum für 16 Gewichte. Wenn nichts Größeres passt.</translation>
    </message>
    <message>
        <source>3 bits with a 6-bit scale for 16 weights; small, with visible loss.</source>
        <translation>3 Bit mit 6-Bit-Skalenfaktor für 16 Gewichte. Klein, mit sichtbarem Verlust.</translation>
    </message>
    <message>
        <source>4 bits with a 6-bit scale and minimum for 32 weights; the usual choice for large models.</source>
        <translation>4 Bit mit 6-Bit-Skalenfaktor und -Minimum für 32 Gewichte. Die übliche Wahl für große Modelle.</translation>
    </message>
    <message>
        <source>5 bits with a 6-bit scale and minimum for 32 weights; half the error of Q4_K.</source>
        <translation>5 Bit mit 6-Bit-Skalenfaktor und -Minimum für 32 Gewichte. Halb so viel Fehler wie Q4_K.</translation>
    </message>
    <message>
        <source>6 bits with an 8-bit scale for 16 weights; close to the original; llama.cpp&apos;s mixtures keep sensitive tensors in it.</source>
        <translation>6 Bit mit 8-Bit-Skalenfaktor für 16 Gewichte. Nah am Original; die Mischungen von llama.cpp halten empfindliche Tensoren darin.</translation>
    </message>
    <message>
        <source>How many columns of a row share a scale; 0: the whole row, -1: the whole tensor. The last group of a row may be shorter.</source>
        <translation>Wie viele Spalten einer Zeile sich einen Skalenfaktor teilen; 0: die ganze Zeile, -1: der ganze Tensor. Die letzte Gruppe einer Zeile darf kürzer sein.</translation>
    </message>
    <message>
        <source>Symmetric: the levels lie evenly around 0. Otherwise each scale has a zero point, which fits lopsided weights better and costs its bits.</source>
        <translation>Symmetrisch: die Stufen liegen gleichmäßig um 0. Sonst hat jeder Skalenfaktor einen Nullpunkt, der zu einseitigen Gewichten besser passt und seine Bits kostet.</translation>
    </message>
    <message>
        <source>The number type of the scales.</source>
        <translation>Der Zahlentyp der Skalenfaktoren.</translation>
    </message>
    <message>
        <source>%1 evenly spaced levels, %2 bits a weight, under a scale for each group of columns, each row or the tensor.</source>
        <translation>%1 gleichmäßig verteilte Stufen, %2 Bit pro Gewicht, unter einem Skalenfaktor für jede Spaltengruppe, jede Zeile oder den Tensor.</translation>
    </message>
    <message>
        <source>The weights in row %1 from column %2 on are too large for a scale of type %3. Choose scale=f32 or scale=bf16, or leave this tensor as it is.</source>
        <translation>Die Gewichte in Zeile %1 ab Spalte %2 sind zu groß für einen Skalenfaktor vom Typ %3. scale=f32 oder scale=bf16 wählen oder diesen Tensor belassen, wie er ist.</translation>
    </message>
    <message>
        <source>Parameters are written name=value; “%1” is not.</source>
        <translation>Parameter werden als Name=Wert geschrieben; „%1“ nicht.</translation>
    </message>
    <message>
        <source>The parameter “%1” is given twice.</source>
        <translation>Der Parameter „%1“ ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>There is no format “%1”. Did you mean %2?</source>
        <translation>Es gibt kein Format „%1“. War %2 gemeint?</translation>
    </message>
    <message>
        <source>There is no format “%1”. There are: %2.</source>
        <translation>Es gibt kein Format „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The importance has %1 values, but the weight has %2 columns.</source>
        <translation>Die Wichtigkeit hat %1 Werte, das Gewicht hat aber %2 Spalten.</translation>
    </message>
    <message>
        <source>The importance of column %1 is %2; it must be finite and not negative.</source>
        <translation>Die Wichtigkeit der Spalte %1 ist %2; sie muss endlich und nicht negativ sein.</translation>
    </message>
    <message>
        <source>The format %1 has no encoder “%2”; it has: %3.</source>
        <translation>Das Format %1 hat keinen Encoder „%2“; es hat: %3.</translation>
    </message>
    <message>
        <source>Round to nearest: each block&apos;s scale follows from its largest (or smallest and largest) value, then every weight takes the nearest level.</source>
        <translation>Auf den nächsten Wert runden: der Skalenfaktor jedes Blocks folgt aus dem größten Wert (oder dem kleinsten und größten), dann nimmt jedes Gewicht die nächste Stufe.</translation>
    </message>
    <message>
        <source>What llama.cpp does: the same bytes as ggml&apos;s own encoder gives.</source>
        <translation>Was llama.cpp tut: dieselben Bytes, die der Encoder von ggml liefert.</translation>
    </message>
    <message>
        <source>Searches each block&apos;s scale and offset for the least squared error, weighted by importance where it is known. The same size, never worse than rtn and ggml.</source>
        <translation>Sucht für jeden Block Skalenfaktor und Versatz mit dem kleinsten quadratischen Fehler, gewichtet mit der Wichtigkeit, wo sie bekannt ist. Gleiche Größe, nie schlechter als rtn und ggml.</translation>
    </message>
    <message>
        <source>There is no method “%1”. Did you mean %2?</source>
        <translation>Es gibt kein Verfahren „%1“. War %2 gemeint?</translation>
    </message>
    <message>
        <source>There is no method “%1”. There are: %2.</source>
        <translation>Es gibt kein Verfahren „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The model&apos;s hyperparameter “%1” is %2, which no network can have.</source>
        <translation>Der Hyperparameter „%1“ des Modells ist %2, was kein Netz haben kann.</translation>
    </message>
    <message>
        <source>%1 heads cannot share %2 key-value heads evenly.</source>
        <translation>%1 Köpfe können sich %2 Key-Value-Köpfe nicht gleichmäßig teilen.</translation>
    </message>
    <message>
        <source>Rotary positions over %1 of %2 values a head with base %3 make no sense.</source>
        <translation>Rotary-Positionen über %1 von %2 Werten pro Kopf mit der Basis %3 sind nicht sinnvoll.</translation>
    </message>
    <message>
        <source>The norm&apos;s epsilon is %1.</source>
        <translation>Das Epsilon der Norm ist %1.</translation>
    </message>
    <message>
        <source>The weight is missing.</source>
        <translation>Das Gewicht fehlt.</translation>
    </message>
    <message>
        <source>The network needs this tensor, but the model does not have it.</source>
        <translation>Das Netz braucht diesen Tensor, das Modell hat ihn aber nicht.</translation>
    </message>
    <message>
        <source>A network of the architecture “%1” has no place for this tensor, so running it would give wrong figures.</source>
        <translation>Ein Netz der Architektur „%1“ hat keinen Platz für diesen Tensor; es auszuführen ergäbe falsche Zahlen.</translation>
    </message>
    <message>
        <source>The file does not say which architecture it is, so it cannot be run. A GGUF file or a Hugging Face folder with config.json does.</source>
        <translation>Die Datei nennt ihre Architektur nicht und lässt sich daher nicht ausführen. Eine GGUF-Datei oder ein Hugging-Face-Ordner mit config.json nennt sie.</translation>
    </message>
    <message>
        <source>Models of the architecture “%1” cannot be run yet; those that can: %2. All that needs no running still works.</source>
        <translation>Modelle der Architektur „%1“ lassen sich noch nicht ausführen; möglich sind: %2. Alles, was kein Ausführen braucht, geht trotzdem.</translation>
    </message>
    <message>
        <source>Rotary positions scaled by the method “%1” cannot be run yet.</source>
        <translation>Rotary-Positionen, die nach der Methode „%1“ skaliert sind, lassen sich noch nicht ausführen.</translation>
    </message>
    <message>
        <source>Rotary positions cannot be scaled by the factor %1.</source>
        <translation>Rotary-Positionen lassen sich nicht mit dem Faktor %1 skalieren.</translation>
    </message>
    <message>
        <source>The network needs %1 rotary factors, but there are %2.</source>
        <translation>Das Netz braucht %1 Rotary-Faktoren, es gibt aber %2.</translation>
    </message>
    <message>
        <source>The network needs %1 × %2 values here, but the weight has %3 × %4.</source>
        <translation>Das Netz braucht hier %1 × %2 Werte, das Gewicht hat aber %3 × %4.</translation>
    </message>
    <message>
        <source>The network has %1 weights, but %2 were given.</source>
        <translation>Das Netz hat %1 Gewichte, übergeben wurden aber %2.</translation>
    </message>
    <message>
        <source>The operator “%1” takes %2 inputs and %3 weights, but the graph gives it %4 and %5.</source>
        <translation>Der Operator „%1“ nimmt %2 Eingaben und %3 Gewichte, der Graph gibt ihm aber %4 und %5.</translation>
    </message>
    <message>
        <source>The operator “%1” takes real numbers, but the graph gives it integers.</source>
        <translation>Der Operator „%1“ nimmt reelle Zahlen, der Graph gibt ihm aber ganze.</translation>
    </message>
    <message>
        <source>Attention of %1 heads on %2 key-value heads does not fit queries %3, keys %4 and values %5.</source>
        <translation>Attention mit %1 Köpfen auf %2 Key-Value-Köpfen passt nicht zu Queries %3, Keys %4 und Values %5.</translation>
    </message>
    <message>
        <source>The operator “%1” cannot join shapes %2 and %3.</source>
        <translation>Der Operator „%1“ kann die Formen %2 und %3 nicht verbinden.</translation>
    </message>
    <message>
        <source>An embedding takes token ids.</source>
        <translation>Eine Einbettung nimmt Token-Ids.</translation>
    </message>
    <message>
        <source>Token %1 at place %2 is outside the vocabulary of %3. The tokenizer does not belong to this model.</source>
        <translation>Token %1 an Stelle %2 liegt außerhalb des Vokabulars von %3. Der Tokenizer gehört nicht zu diesem Modell.</translation>
    </message>
    <message>
        <source>The weight has %1 columns, but its input is %2 wide.</source>
        <translation>Das Gewicht hat %1 Spalten, seine Eingabe ist aber %2 breit.</translation>
    </message>
    <message>
        <source>A norm over %1 values does not fit rows of %2.</source>
        <translation>Eine Norm über %1 Werte passt nicht zu Zeilen von %2.</translation>
    </message>
    <message>
        <source>A norm&apos;s scale has %1 values, its shift %2.</source>
        <translation>Die Skalierung einer Norm hat %1 Werte, ihre Verschiebung %2.</translation>
    </message>
    <message>
        <source>Rotary positions over %1 of %2 values a head do not fit the shape %3.</source>
        <translation>Rotary-Positionen über %1 von %2 Werten pro Kopf passen nicht zur Form %3.</translation>
    </message>
    <message>
        <source>Columns %1 to %2 do not exist in rows of %3.</source>
        <translation>Die Spalten %1 bis %2 gibt es in Zeilen von %3 nicht.</translation>
    </message>
    <message>
        <source>The graph&apos;s input “%1” was not given.</source>
        <translation>Die Eingabe „%1“ des Graphen wurde nicht angegeben.</translation>
    </message>
    <message>
        <source>The model is quantized already: errors add up, and are measured against what was opened.</source>
        <translation>Das Modell ist bereits quantisiert: Fehler addieren sich und werden gegen das Geöffnete gemessen.</translation>
    </message>
    <message>
        <source>%1 of %2 tensors do not fit the format asked for and get another one.</source>
        <translation>%1 von %2 Tensoren passen nicht in das verlangte Format und bekommen ein anderes.</translation>
    </message>
    <message>
        <source>What was read back is not what was written, so the file was removed. Check the disk and try again.</source>
        <translation>Was zurückgelesen wurde, ist nicht das Geschriebene; die Datei wurde deshalb entfernt. Den Datenträger prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The name must end in .gguf or .safetensors.</source>
        <translation>Der Name muss auf .gguf oder .safetensors enden.</translation>
    </message>
    <message>
        <source>A GGUF file cannot hold %1. Choose a GGUF format such as Q4_K, or export safetensors of the decoded weights.</source>
        <translation>Eine GGUF-Datei kann %1 nicht aufnehmen. Ein GGUF-Format wie Q4_K wählen oder safetensors der decodierten Gewichte exportieren.</translation>
    </message>
    <message>
        <source>This tensor is stored as %1, which cannot be decoded, so it can only be kept as it is.</source>
        <translation>Dieser Tensor ist als %1 gespeichert, was sich nicht decodieren lässt; er kann daher nur bleiben, wie er ist.</translation>
    </message>
    <message>
        <source>A GGUF file needs the model&apos;s config.json and tokenizer.json. Open the model&apos;s folder, or export safetensors.</source>
        <translation>Eine GGUF-Datei braucht config.json und tokenizer.json des Modells. Den Ordner des Modells öffnen oder safetensors exportieren.</translation>
    </message>
    <message>
        <source>Rotary scaling of type “%1” cannot be converted to GGUF yet.</source>
        <translation>Rotary-Skalierung vom Typ „%1“ lässt sich noch nicht nach GGUF umwandeln.</translation>
    </message>
    <message>
        <source>The architecture “%1” cannot be converted to GGUF yet (%2 can). Export safetensors instead.</source>
        <translation>Die Architektur „%1“ lässt sich noch nicht nach GGUF umwandeln (möglich: %2). Stattdessen safetensors exportieren.</translation>
    </message>
    <message>
        <source>The activation “%1” is not what llama.cpp computes for this architecture (silu).</source>
        <translation>Die Aktivierung „%1“ ist nicht die, die llama.cpp für diese Architektur berechnet (silu).</translation>
    </message>
    <message>
        <source>This tensor has no place in a GGUF file of the architecture %1; the model cannot be converted.</source>
        <translation>Dieser Tensor hat keinen Platz in einer GGUF-Datei der Architektur %1; das Modell lässt sich nicht umwandeln.</translation>
    </message>
    <message>
        <source>llama.cpp has no name for this way of cutting text into words (%1), so the tokenizer cannot be converted to GGUF yet.</source>
        <translation>llama.cpp hat keinen Namen für diese Art, Text in Wörter zu zerlegen (%1); der Tokenizer lässt sich daher noch nicht nach GGUF umwandeln.</translation>
    </message>
    <message>
        <source>The written file holds %1 tensors instead of %2.</source>
        <translation>Die geschriebene Datei enthält %1 Tensoren statt %2.</translation>
    </message>
    <message>
        <source>This is a folder; name a file.</source>
        <translation>Dies ist ein Ordner; eine Datei angeben.</translation>
    </message>
    <message>
        <source>The folder of this file does not exist.</source>
        <translation>Den Ordner dieser Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>This file belongs to the model that is read. Choose another name, so that the original stays.</source>
        <translation>Diese Datei gehört zum gelesenen Modell. Einen anderen Namen wählen, damit das Original erhalten bleibt.</translation>
    </message>
    <message>
        <source>The file needs %1 bytes and this disk has %2 left. Free some space or choose another folder.</source>
        <translation>Die Datei braucht %1 Byte, auf diesem Datenträger sind noch %2 frei. Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The tokenizer lacks %1 of the 256 byte tokens, and llama.cpp has no unknown token to put in their place: it stops at text with characters that are not in the vocabulary.</source>
        <translation>Dem Tokenizer fehlen %1 der 256 Byte-Tokens, und llama.cpp hat kein Token für Unbekanntes, das sie ersetzt: bei Text mit Zeichen außerhalb des Vokabulars bricht es ab.</translation>
    </message>
    <message>
        <source>A tokenizer of type “%1” cannot be converted to GGUF yet; BPE can.</source>
        <translation>Ein Tokenizer vom Typ „%1“ lässt sich noch nicht nach GGUF umwandeln; BPE schon.</translation>
    </message>
    <message>
        <source>The folder has no tokenizer.json, which a GGUF file needs.</source>
        <translation>Dem Ordner fehlt tokenizer.json, das eine GGUF-Datei braucht.</translation>
    </message>
    <message>
        <source>The token “%1” has no id of its own between 0 and %2, the vocabulary&apos;s size in config.json.</source>
        <translation>Das Token „%1“ hat keine eigene Id zwischen 0 und %2, der Vokabulargröße in config.json.</translation>
    </message>
    <message>
        <source>A merge of the tokenizer is no pair of texts.</source>
        <translation>Ein Merge des Tokenizers ist kein Textpaar.</translation>
    </message>
    <message>
        <source>The tokenizer names %1 tokens, which does not fit the vocabulary of %2 that config.json gives.</source>
        <translation>Der Tokenizer nennt %1 Tokens, was nicht zum Vokabular von %2 passt, das config.json angibt.</translation>
    </message>
    <message>
        <source>The original has this tensor, the file has not.</source>
        <translation>Das Original hat diesen Tensor, die Datei nicht.</translation>
    </message>
    <message>
        <source>Stored as %1, which cannot be decoded: only its bytes were read.</source>
        <translation>Gespeichert als %1, was sich nicht decodieren lässt: nur die Bytes wurden gelesen.</translation>
    </message>
    <message>
        <source>The original has no such tensor.</source>
        <translation>Das Original hat keinen solchen Tensor.</translation>
    </message>
    <message>
        <source>The shape is %1; the original&apos;s is %2.</source>
        <translation>Die Form ist %1; im Original %2.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks have a scale that is no finite number.</source>
        <translation>%1 von %2 Blöcken haben einen Skalenfaktor, der keine endliche Zahl ist.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks have the scale 0.</source>
        <translation>%1 von %2 Blöcken haben den Skalenfaktor 0.</translation>
    </message>
    <message>
        <source>All weights have the same code: the tensor has collapsed.</source>
        <translation>Alle Gewichte haben denselben Code: der Tensor ist zusammengefallen.</translation>
    </message>
    <message>
        <source>%1 of %2 codes are used.</source>
        <translation>%1 von %2 Codes werden benutzt.</translation>
    </message>
    <message>
        <source>The error is %1 times the size of the weights.</source>
        <translation>Der Fehler ist %1-mal so groß wie die Gewichte.</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>DIFFERENT</source>
        <translation>VERSCHIEDEN</translation>
    </message>
    <message>
        <source>Certificate of the exported file</source>
        <translation>Zertifikat der exportierten Datei</translation>
    </message>
    <message>
        <source>The file was read back through the ordinary reading path and every tensor compared with what was encoded: all equal, bit for bit.</source>
        <translation>Die Datei wurde auf dem gewöhnlichen Leseweg zurückgelesen und jeder Tensor mit dem Codierten verglichen: alle gleich, Bit für Bit.</translation>
    </message>
    <message>
        <source>The file was read back and is NOT what was encoded. Do not use it.</source>
        <translation>Die Datei wurde zurückgelesen und ist NICHT das, was codiert wurde. Nicht verwenden.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 bytes; planned: %2</source>
        <translation>%1 Byte; geplant: %2</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Erstellt aus</translation>
    </message>
    <message>
        <source>SHA-256 of the source</source>
        <translation>SHA-256 der Quelle</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Relative RMSE</source>
        <translation>Relativer RMSE</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Tensors of the file</source>
        <translation>Tensoren der Datei</translation>
    </message>
    <message>
        <source>Weights in a bin</source>
        <translation>Gewichte pro Klasse</translation>
    </message>
    <message>
        <source>Values before and after</source>
        <translation>Werte vorher und nachher</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Error (original − decoded)</source>
        <translation>Fehler (Original − decodiert)</translation>
    </message>
    <message>
        <source>Error of every layer under every scheme</source>
        <translation>Fehler jeder Schicht unter jedem Schema</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Relative RMSE of the weights</source>
        <translation>Relativer RMSE der Gewichte</translation>
    </message>
    <message>
        <source>How this was made</source>
        <translation>Wie dies entstand</translation>
    </message>
    <message>
        <source>This command makes the report again:</source>
        <translation>Dieser Befehl erstellt den Bericht erneut:</translation>
    </message>
    <message>
        <source>%1 · quantization report</source>
        <translation>%1 · Quantisierungsbericht</translation>
    </message>
    <message>
        <source>en</source>
        <translation>de</translation>
    </message>
    <message>
        <source>Of the original</source>
        <translation>Vom Original</translation>
    </message>
    <message>
        <source>Bits a weight</source>
        <translation>Bit pro Gewicht</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Largest error</source>
        <translation>Größter Fehler</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>beaten</source>
        <translation>übertroffen</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>Schemata</translation>
    </message>
    <message>
        <source>All compared tensors together; as opened they take %1. A scheme on the Pareto front is beaten by no other in both size and error.</source>
        <translation>Alle verglichenen Tensoren zusammen; wie geöffnet belegen sie %1. Ein Schema auf der Pareto-Front wird von keinem anderen zugleich in Größe und Fehler übertroffen.</translation>
    </message>
    <message>
        <source>Size against error</source>
        <translation>Größe gegen Fehler</translation>
    </message>
    <message>
        <source>Lower left is better. The error is that of the weights, not the accuracy of the model: it tells schemes apart well, but layers differ in how much they mind.</source>
        <translation>Links unten ist besser. Der Fehler ist der der Gewichte, nicht die Genauigkeit des Modells: er unterscheidet Schemata gut, aber Schichten sind verschieden empfindlich.</translation>
    </message>
    <message>
        <source>Relative RMSE %1, SQNR %2 dB, largest error %3 at row %4, column %5; %6 of the weights lie beyond 6 σ; %7 bits a weight.</source>
        <translation>Relativer RMSE %1, SQNR %2 dB, größter Fehler %3 in Zeile %4, Spalte %5; %6 der Gewichte liegen jenseits von 6 σ; %7 Bit pro Gewicht.</translation>
    </message>
    <message>
        <source>Measured on a sample.</source>
        <translation>An einer Stichprobe gemessen.</translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>decodiert</translation>
    </message>
    <message>
        <source>decoded; ticks below: the levels at the median scale</source>
        <translation>decodiert; Striche unten: die Stufen beim Median-Skalenfaktor</translation>
    </message>
    <message>
        <source>errors, on the same log axis of counts</source>
        <translation>Fehler, auf derselben logarithmischen Achse der Anzahlen</translation>
    </message>
    <message>
        <source>A closer look</source>
        <translation>Genauer betrachtet</translation>
    </message>
    <message>
        <source>Of each scheme the tensor with the largest relative error: its values before and after, and the errors between them.</source>
        <translation>Von jedem Schema der Tensor mit dem größten relativen Fehler: seine Werte vorher und nachher und die Fehler dazwischen.</translation>
    </message>
    <message>
        <source>%1, %2 layers</source>
        <translation>%1, %2 Schichten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1 bits a weight, relative RMSE %2</source>
        <translation>%1 Bit pro Gewicht, relativer RMSE %2</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Am kleinsten</translation>
    </message>
    <message>
        <source>Closest to the original</source>
        <translation>Dem Original am nächsten</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 Gewichte</translation>
    </message>
    <message>
        <source>Fallbacks</source>
        <translation>Ersatzschemata</translation>
    </message>
    <message>
        <source>every scheme fits every tensor</source>
        <translation>jedes Schema passt auf jeden Tensor</translation>
    </message>
    <message>
        <source>tensors whose rows do not fit some scheme; listed below</source>
        <translation>Tensoren, deren Zeilen zu einem Schema nicht passen; unten aufgeführt</translation>
    </message>
    <message>
        <source>Mantissa · quantization report</source>
        <translation>Mantissa · Quantisierungsbericht</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are relative to the other file that was given as the original.</source>
        <translation>Dieses Modell ist bereits quantisiert. Fehler beziehen sich auf die andere Datei, die als Original angegeben wurde.</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are relative to its decoded weights, not to the weights it was made from.</source>
        <translation>Dieses Modell ist bereits quantisiert. Fehler beziehen sich auf seine decodierten Gewichte, nicht auf die, aus denen es entstand.</translation>
    </message>
    <message>
        <source>Errors were measured on a sample of each tensor; sizes are exact.</source>
        <translation>Fehler wurden an einer Stichprobe jedes Tensors gemessen; Größen sind exakt.</translation>
    </message>
    <message>
        <source>Exported file</source>
        <translation>Exportierte Datei</translation>
    </message>
    <message>
        <source>certified</source>
        <translation>zertifiziert</translation>
    </message>
    <message>
        <source>NOT as planned</source>
        <translation>NICHT wie geplant</translation>
    </message>
    <message>
        <source>Error by layer</source>
        <translation>Fehler nach Schicht</translation>
    </message>
    <message>
        <source>Relative RMSE over all weights of a layer; tensors that belong to no layer stand at the left.</source>
        <translation>Relativer RMSE über alle Gewichte einer Schicht; Tensoren, die zu keiner Schicht gehören, stehen links.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Relative RMSE of each tensor under each scheme. A star marks a fallback. Click a head to sort; rest on a cell for more.</source>
        <translation>Relativer RMSE jedes Tensors unter jedem Schema. Ein Stern markiert ein Ersatzschema. Ein Klick auf einen Spaltenkopf sortiert; auf einer Zelle verweilen zeigt mehr.</translation>
    </message>
    <message>
        <source>Where the rows of a tensor are not a multiple of a scheme&apos;s block, another scheme stands in, chosen as llama.cpp does. Sizes and errors above are those of what really was used.</source>
        <translation>Wo die Zeilen eines Tensors kein Vielfaches der Blockgröße eines Schemas sind, springt ein anderes Schema ein, gewählt wie bei llama.cpp. Größen und Fehler oben sind die des tatsächlich benutzten.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Size against error of every scheme</source>
        <translation>Größe gegen Fehler jedes Schemas</translation>
    </message>
    <message>
        <source>Size of the compared tensors</source>
        <translation>Größe der verglichenen Tensoren</translation>
    </message>
    <message>
        <source>A report&apos;s name ends in .html, .json or .csv, which says what it will be.</source>
        <translation>Der Name eines Berichts endet auf .html, .json oder .csv; danach richtet sich seine Art.</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 Threads</translation>
    </message>
    <message>
        <source>Character %1 of a base-64 text is not one of its 64.</source>
        <translation>Zeichen %1 eines Base64-Textes ist keines der 64 erlaubten.</translation>
    </message>
    <message>
        <source>A base-64 text ends in the middle of a byte.</source>
        <translation>Ein Base64-Text endet mitten in einem Byte.</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s normalisation table has %1 bytes, which does not fit its header (%2).</source>
        <translation>Die Normalisierungstabelle des Tokenizers hat %1 Byte, was nicht zu ihrem Kopf passt (%2).</translation>
    </message>
    <message>
        <source>The tokenizer prepares text in a way that is not supported: %1</source>
        <translation>Der Tokenizer bereitet Text auf eine Weise vor, die nicht unterstützt wird: %1</translation>
    </message>
    <message>
        <source>The token &apos;%1&apos; has the impossible number %2.</source>
        <translation>Das Token „%1“ hat die unmögliche Nummer %2.</translation>
    </message>
    <message>
        <source>The vocabulary lists %1 tokens but numbers them up to %2.</source>
        <translation>Das Vokabular führt %1 Tokens auf, nummeriert sie aber bis %2.</translation>
    </message>
    <message>
        <source>The tokens &apos;%1&apos; and &apos;%2&apos; have the same number %3.</source>
        <translation>Die Tokens „%1“ und „%2“ haben dieselbe Nummer %3.</translation>
    </message>
    <message>
        <source>A token of the vocabulary has no number.</source>
        <translation>Ein Token des Vokabulars hat keine Nummer.</translation>
    </message>
    <message>
        <source>An entry of the unigram vocabulary is not a text and its score.</source>
        <translation>Ein Eintrag des Unigram-Vokabulars ist kein Text mit seiner Bewertung.</translation>
    </message>
    <message>
        <source>An added token has no text or no number.</source>
        <translation>Ein hinzugefügtes Token hat keinen Text oder keine Nummer.</translation>
    </message>
    <message>
        <source>Merge %1 of the tokenizer (&apos;%2&apos;) does not name two parts.</source>
        <translation>Merge %1 des Tokenizers („%2“) nennt nicht zwei Teile.</translation>
    </message>
    <message>
        <source>Tokenizers of the kind &apos;%1&apos; are not supported (but byte-level BPE, SentencePiece BPE and unigram are).</source>
        <translation>Tokenizer der Art „%1“ werden nicht unterstützt (wohl aber Byte-Level-BPE, SentencePiece-BPE und Unigram).</translation>
    </message>
    <message>
        <source>A tokenizer with %1 merges is too large.</source>
        <translation>Ein Tokenizer mit %1 Merges ist zu groß.</translation>
    </message>
    <message>
        <source>The metadata &apos;%1&apos; has %2 entries for a vocabulary of %3 tokens.</source>
        <translation>Der Metadateneintrag „%1“ hat %2 Einträge für ein Vokabular von %3 Tokens.</translation>
    </message>
    <message>
        <source>The file names a tokenizer but holds no tokens for it.</source>
        <translation>Die Datei nennt einen Tokenizer, enthält aber keine Tokens dafür.</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s merges (tokenizer.ggml.merges) are missing.</source>
        <translation>Die Merges des Tokenizers (tokenizer.ggml.merges) fehlen.</translation>
    </message>
    <message>
        <source>The file holds no tokenizer.</source>
        <translation>Die Datei enthält keinen Tokenizer.</translation>
    </message>
    <message>
        <source>The tokenizer cuts text into words in a way that is not known (tokenizer.ggml.pre is &apos;%1&apos;).</source>
        <translation>Der Tokenizer zerlegt Text auf unbekannte Weise in Wörter (tokenizer.ggml.pre ist „%1“).</translation>
    </message>
    <message>
        <source>A text of %1 bytes is too long to be cut into tokens at once: at most %2 bytes.</source>
        <translation>Ein Text von %1 Byte ist zu lang, um auf einmal in Tokens zerlegt zu werden: höchstens %2 Byte.</translation>
    </message>
    <message>
        <source>byte-level BPE</source>
        <translation>Byte-Level-BPE</translation>
    </message>
    <message>
        <source>SentencePiece BPE (merges)</source>
        <translation>SentencePiece-BPE (Merges)</translation>
    </message>
    <message>
        <source>SentencePiece BPE (scores)</source>
        <translation>SentencePiece-BPE (Bewertungen)</translation>
    </message>
    <message>
        <source>unigram</source>
        <translation>Unigram</translation>
    </message>
    <message>
        <source>The special token %1 is outside the vocabulary of %2 tokens.</source>
        <translation>Das besondere Token %1 liegt außerhalb des Vokabulars von %2 Tokens.</translation>
    </message>
    <message>
        <source>The tokenizer wants a token at the start of every text (BOS) but does not say which.</source>
        <translation>Der Tokenizer verlangt ein Token am Anfang jedes Textes (BOS), nennt aber keines.</translation>
    </message>
    <message>
        <source>The tokenizer wants a token at the end of every text (EOS) but does not say which.</source>
        <translation>Der Tokenizer verlangt ein Token am Ende jedes Textes (EOS), nennt aber keines.</translation>
    </message>
    <message>
        <source>The vocabulary has no token for &apos;%1&apos;, and none for unknown text.</source>
        <translation>Das Vokabular hat kein Token für „%1“ und keines für unbekannten Text.</translation>
    </message>
    <message>
        <source>The tokenizer splits text by a pattern that is not understood: %1</source>
        <translation>Der Tokenizer teilt Text nach einem Muster, das nicht verstanden wird: %1</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s pattern &apos;%1&apos; cannot be used: %2 at its character %3.</source>
        <translation>Das Muster „%1“ des Tokenizers lässt sich nicht verwenden: %2 bei Zeichen %3.</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s pattern needs too much work on this text (PCRE2 error %1).</source>
        <translation>Das Muster des Tokenizers verursacht bei diesem Text zu viel Arbeit (PCRE2-Fehler %1).</translation>
    </message>
    <message>
        <source>The model has no tokenizer: there is no tokenizer.json.</source>
        <translation>Das Modell hat keinen Tokenizer: es gibt keine tokenizer.json.</translation>
    </message>
    <message>
        <source>A unigram tokenizer needs a token for unknown text.</source>
        <translation>Ein Unigram-Tokenizer braucht ein Token für unbekannten Text.</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s vocabulary is empty.</source>
        <translation>Das Vokabular des Tokenizers ist leer.</translation>
    </message>
    <message>
        <source>A vocabulary of %1 tokens is too large.</source>
        <translation>Ein Vokabular von %1 Tokens ist zu groß.</translation>
    </message>
    <message>
        <source>The vocabulary has the token &apos;%1&apos; twice: as number %2 and as number %3.</source>
        <translation>Das Vokabular hat das Token „%1“ zweimal: als Nummer %2 und als Nummer %3.</translation>
    </message>
    <message>
        <source>The score of token %1 (&apos;%2&apos;) is not a number.</source>
        <translation>Die Bewertung von Token %1 („%2“) ist keine Zahl.</translation>
    </message>
    <message>
        <source>Every weight as %1.</source>
        <translation>Jedes Gewicht als %1.</translation>
    </message>
    <message>
        <source>Nearly every weight as %1; the output gets more bits.</source>
        <translation>Fast jedes Gewicht als %1; die Ausgabe bekommt mehr Bits.</translation>
    </message>
    <message>
        <source>Mostly %1; the most sensitive weights get a little more.</source>
        <translation>Überwiegend %1; die empfindlichsten Gewichte bekommen etwas mehr.</translation>
    </message>
    <message>
        <source>Mostly %1; attention values and half of the feed-forward outputs get more bits.</source>
        <translation>Überwiegend %1; Attention-Values und die Hälfte der Feed-Forward-Ausgaben bekommen mehr Bits.</translation>
    </message>
    <message>
        <source>Mostly %1; attention outputs, values and feed-forward outputs get more bits.</source>
        <translation>Überwiegend %1; Attention-Ausgaben, -Values und Feed-Forward-Ausgaben bekommen mehr Bits.</translation>
    </message>
    <message>
        <source>Mostly %1, about as small as it gets; needs an importance matrix to be of use.</source>
        <translation>Überwiegend %1, kleiner geht es kaum; nur mit Wichtigkeitsmatrix brauchbar.</translation>
    </message>
    <message>
        <source>Mostly %1; for models that were trained with such weights.</source>
        <translation>Überwiegend %1; für Modelle, die mit solchen Gewichten trainiert wurden.</translation>
    </message>
    <message>
        <source>Experts as %1, everything else as Q8_0.</source>
        <translation>Experten als %1, alles andere als Q8_0.</translation>
    </message>
    <message>
        <source>Rows of %1 do not fit %2; %3 is used instead.</source>
        <translation>Zeilen von %1 passen nicht zu %2; stattdessen wird %3 benutzt.</translation>
    </message>
    <message>
        <source>The recipe needs the format %1, which this version cannot encode. Choose another recipe, or give these tensors another scheme with a rule.</source>
        <translation>Das Rezept braucht das Format %1, das diese Version nicht codieren kann. Ein anderes Rezept wählen oder diesen Tensoren mit einer Regel ein anderes Schema geben.</translation>
    </message>
    <message>
        <source>Line %1 of the recipe: %2</source>
        <translation>Zeile %1 des Rezepts: %2</translation>
    </message>
    <message>
        <source>A pattern is missing before “=”.</source>
        <translation>Vor „=“ fehlt ein Muster.</translation>
    </message>
    <message>
        <source>A pattern may have %1 characters at most.</source>
        <translation>Ein Muster darf höchstens %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>“%1” is not a rule; write PATTERN=SCHEME, for instance ffn_down=Q6_K.</source>
        <translation>„%1“ ist keine Regel; MUSTER=SCHEMA schreiben, zum Beispiel ffn_down=Q6_K.</translation>
    </message>
    <message>
        <source>There is no method “%1”.</source>
        <translation>Es gibt kein Verfahren „%1“.</translation>
    </message>
    <message>
        <source>“%1” is neither a mixture (such as Q4_K_M) nor a scheme: %2</source>
        <translation>„%1“ ist weder eine Mischung (wie Q4_K_M) noch ein Schema: %2</translation>
    </message>
    <message>
        <source>The recipe is empty; write a mixture such as Q4_K_M or a scheme in its first line.</source>
        <translation>Das Rezept ist leer; in die erste Zeile eine Mischung wie Q4_K_M oder ein Schema schreiben.</translation>
    </message>
    <message>
        <source>The importance matrix was made for another model: none of its %1 tensors is in this one.</source>
        <translation>Die Wichtigkeitsmatrix gehört zu einem anderen Modell: keiner ihrer %1 Tensoren ist in diesem.</translation>
    </message>
    <message>
        <source>The rule “%1” fits the name of no tensor.</source>
        <translation>Die Regel „%1“ passt auf keinen Tensornamen.</translation>
    </message>
    <message>
        <source>The models cannot be compared: one knows %1 tokens, the other %2.</source>
        <translation>Die Modelle lassen sich nicht vergleichen: eines kennt %1 Tokens, das andere %2.</translation>
    </message>
    <message>
        <source>Token %1 is outside the vocabulary of %2. The tokenizer does not belong to this model.</source>
        <translation>Token %1 liegt außerhalb des Vokabulars von %2. Der Tokenizer gehört nicht zu diesem Modell.</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>A context of %1 tokens is not possible; give 4 to %2.</source>
        <translation>Ein Kontext von %1 Tokens ist nicht möglich; 4 bis %2 angeben.</translation>
    </message>
    <message>
        <source>The text has %1 tokens, fewer than one context of %2. Give a longer text or a smaller context.</source>
        <translation>Der Text hat %1 Tokens, weniger als ein Kontext von %2. Einen längeren Text oder einen kleineren Kontext angeben.</translation>
    </message>
    <message>
        <source>Rows of %1 cannot be rounded in blocks of %2.</source>
        <translation>Zeilen von %1 lassen sich nicht in Blöcken von %2 runden.</translation>
    </message>
    <message>
        <source>The original has no tensor that becomes this one.</source>
        <translation>Das Original hat keinen Tensor, aus dem dieser wird.</translation>
    </message>
    <message>
        <source>SQNR, dB</source>
        <translation>SQNR, dB</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>The workspace is not valid JSON: %1, at byte %2</source>
        <translation>Der Arbeitsbereich ist kein gültiges JSON: %1, bei Byte %2</translation>
    </message>
    <message>
        <source>This is not a workspace of Mantissa</source>
        <translation>Dies ist kein Arbeitsbereich von Mantissa</translation>
    </message>
    <message>
        <source>The workspace was written by a newer Mantissa (version %1 of the document; this one reads up to %2)</source>
        <translation>Der Arbeitsbereich wurde von einem neueren Mantissa geschrieben (Version %1 des Dokuments; dieses liest bis %2)</translation>
    </message>
    <message>
        <source>The workspace cannot be read: %1</source>
        <translation>Der Arbeitsbereich kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The workspace cannot be written: %1</source>
        <translation>Der Arbeitsbereich kann nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>No tensor&apos;s name matches “%1”. Try, for instance: %2.</source>
        <translation>Auf keinen Tensornamen passt „%1“. Versuchen Sie zum Beispiel: %2.</translation>
    </message>
    <message>
        <source>“%1” matches only tensors that recipes leave as they are, such as %2: no weight to quantize. Try, for instance: %3.</source>
        <translation>„%1“ passt nur auf Tensoren, die Rezepte unverändert lassen, etwa %2: kein Gewicht zum Quantisieren. Versuchen Sie zum Beispiel: %3.</translation>
    </message>
    <message>
        <source>No tensor here is a weight that recipes would quantize; there is nothing to compare.</source>
        <translation>Kein Tensor hier ist ein Gewicht, das Rezepte quantisieren würden; es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>Nothing will be quantized: every weight is stored as the recipe wants it already, or is kept by a rule.</source>
        <translation>Es wird nichts quantisiert: Jedes Gewicht liegt schon so vor, wie das Rezept es verlangt, oder eine Regel behält es.</translation>
    </message>
    <message>
        <source>Nothing will be quantized: no tensor here is a weight matrix; norms, biases and tables stay as they are.</source>
        <translation>Es wird nichts quantisiert: Kein Tensor hier ist eine Gewichtsmatrix; Normen, Bias und Tabellen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Its tensors do not have the names that they have in a GGUF file, and only the config.json of its folder would tell which is which. Name the folder that the GGUF was made from, or another GGUF.</source>
        <translation>Seine Tensoren heißen nicht wie in einer GGUF-Datei, und nur die config.json seines Ordners würde sagen, welcher welcher ist. Geben Sie den Ordner an, aus dem die GGUF-Datei entstand, oder eine andere GGUF-Datei.</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>Vorprüfung</translation>
    </message>
    <message>
        <source>What was known before any work: the file would have %1 bytes (%2), %3 bits a weight over all tensors. A star marks a fallback.</source>
        <translation>Was vor aller Arbeit feststand: Die Datei würde %1 Bytes haben (%2), %3 Bit je Gewicht über alle Tensoren. Ein Stern kennzeichnet eine Ausweichlösung.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Size before</source>
        <translation>Größe vorher</translation>
    </message>
    <message>
        <source>Gaussian bound</source>
        <translation>Gauß-Schranke</translation>
    </message>
    <message>
        <source>Best scalar</source>
        <translation>Bester skalarer</translation>
    </message>
    <message>
        <source>Left to gain, bits</source>
        <translation>Noch zu gewinnen, Bits</translation>
    </message>
    <message>
        <source>The Gaussian bound is the error that no code of this size can beat on independent draws from one Gaussian (2 to the power of minus bits a weight); the best scalar quantizer of this size is Lloyd and Max&apos;s. What is left to gain: so many bits a weight fewer would do for the same error. Weights whose size differs from block to block may lie below zero.</source>
        <translation>Die Gauß-Schranke ist der Fehler, den kein Code dieser Größe bei unabhängigen Ziehungen aus einer Normalverteilung unterbieten kann (2 hoch minus Bits je Gewicht); der beste skalare Quantisierer dieser Größe ist der von Lloyd und Max. Was noch zu gewinnen ist: So viele Bits je Gewicht weniger würden für denselben Fehler genügen. Gewichte, deren Größe von Block zu Block verschieden ist, können unter null liegen.</translation>
    </message>
    <message>
        <source>Quantized by</source>
        <translation>Quantisiert mit</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2, left to gain %3 bits a weight</source>
        <translation>Gauß-Schranke %1, bester skalarer %2, noch zu gewinnen %3 Bit je Gewicht</translation>
    </message>
    <message>
        <source>Leave out the quotes in “%1”: a line is taken as it stands.</source>
        <translation>Lassen Sie die Anführungszeichen in „%1“ weg: Eine Zeile gilt so, wie sie dasteht.</translation>
    </message>
    <message>
        <source>A comment needs a line of its own that begins with #; “%1” has one at its end.</source>
        <translation>Ein Kommentar braucht eine eigene Zeile, die mit # beginnt; „%1“ hat einen am Ende.</translation>
    </message>
    <message>
        <source>A recipe is a short text of at most %1 bytes; this file has %2.</source>
        <translation>Ein Rezept ist ein kurzer Text von höchstens %1 Bytes; diese Datei hat %2.</translation>
    </message>
    <message>
        <source>This is no recipe: a recipe is plain text (UTF-8).</source>
        <translation>Das ist kein Rezept: Ein Rezept ist reiner Text (UTF-8).</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of -1, 0 and 1, with a scale and a shift for 32; very small, wants an importance matrix.</source>
        <translation>Acht Gewichte teilen sich einen Index in ein Codebuch aus -1, 0 und 1; Skala und Verschiebung gelten für 32. Sehr klein; braucht eine Wichtigkeitsmatrix.</translation>
    </message>
    <message>
        <source>As IQ1_S, with a scale for 16 weights and a shift for eight: a little larger and better.</source>
        <translation>Wie IQ1_S, mit einer Skala für 16 Gewichte und einer Verschiebung für acht: etwas größer und besser.</translation>
    </message>
    <message>
        <source>general.alignment is %1 (%2); it must be a power of two of type u32, %3 at most. The file is damaged or was made wrongly.</source>
        <translation>general.alignment ist %1 (%2); es muss eine Zweierpotenz vom Typ u32 sein, höchstens %3. Die Datei ist beschädigt oder falsch erzeugt.</translation>
    </message>
    <message>
        <source>The tensor&apos;s name holds a zero byte, where llama.cpp would cut it off. Rename the tensor.</source>
        <translation>Der Name des Tensors enthält ein Nullbyte, an dem llama.cpp ihn abschneiden würde. Den Tensor umbenennen.</translation>
    </message>
    <message>
        <source>general.alignment is %1; it must be a power of two, %2 at most.</source>
        <translation>general.alignment ist %1; es muss eine Zweierpotenz sein, höchstens %2.</translation>
    </message>
    <message>
        <source>The files beside the weights were left out, so that nothing is known of the architecture: %1</source>
        <translation>Die Dateien neben den Gewichten blieben unbeachtet; über die Architektur ist daher nichts bekannt: %1</translation>
    </message>
    <message>
        <source>The tensor&apos;s name is not UTF-8 text, which a safetensors file needs (its header is JSON). Export GGUF, or rename it.</source>
        <translation>Der Name des Tensors ist kein UTF-8-Text, wie ihn eine safetensors-Datei braucht (ihr Kopf ist JSON). GGUF exportieren oder den Tensor umbenennen.</translation>
    </message>
    <message>
        <source>config.json has no “%1”, which the conversion needs. Get the file from the model&apos;s source again.</source>
        <translation>config.json enthält kein „%1“, das die Umwandlung braucht. Die Datei noch einmal aus der Quelle des Modells holen.</translation>
    </message>
    <message>
        <source>config.json says %1 = %2; it must be a number from %3 to %4. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>config.json sagt %1 = %2; es muss eine Zahl von %3 bis %4 sein. Den Wert berichtigen oder die Datei noch einmal aus der Quelle des Modells holen.</translation>
    </message>
    <message>
        <source>config.json says %1 = %2; it must be a whole number of at least 1. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>config.json sagt %1 = %2; es muss eine ganze Zahl ab 1 sein. Den Wert berichtigen oder die Datei noch einmal aus der Quelle des Modells holen.</translation>
    </message>
    <message>
        <source>config.json says %1, so this tensor should be %2, but in the weights it is %3. They do not belong together: get both from one source, or correct config.json.</source>
        <translation>config.json sagt %1, also müsste dieser Tensor %2 sein, in den Gewichten ist er aber %3. Beides gehört nicht zusammen: beides aus einer Quelle holen oder config.json berichtigen.</translation>
    </message>
    <message>
        <source>config.json says %1 and %2 and has no head_dim; the first must be a multiple of the second. Correct it.</source>
        <translation>config.json sagt %1 und %2 und enthält kein head_dim; das erste muss ein Vielfaches des zweiten sein. Bitte berichtigen.</translation>
    </message>
    <message>
        <source>config.json says %1 and %2; the first must be a multiple of the second. Correct it.</source>
        <translation>config.json sagt %1 und %2; das erste muss ein Vielfaches des zweiten sein. Bitte berichtigen.</translation>
    </message>
    <message>
        <source>config.json says %1 (%2); rotary embedding needs heads of an even length. Correct it.</source>
        <translation>config.json sagt %1 (%2); die Rotationskodierung braucht Köpfe gerader Länge. Bitte berichtigen.</translation>
    </message>
    <message>
        <source>config.json says %1 = %2, but not of which type the scaling is (rope_type).</source>
        <translation>config.json sagt %1 = %2, aber nicht, von welcher Art die Skalierung ist (rope_type).</translation>
    </message>
    <message>
        <source>config.json says %1 = %2 and %3 = %4; the first must be smaller. Correct it.</source>
        <translation>config.json sagt %1 = %2 und %3 = %4; das erste muss kleiner sein. Bitte berichtigen.</translation>
    </message>
    <message>
        <source>The model lacks this tensor, which its architecture needs. If this file is a part of the model, open its folder.</source>
        <translation>Dem Modell fehlt dieser Tensor, den seine Architektur braucht. Ist diese Datei nur ein Teil des Modells, dessen Ordner öffnen.</translation>
    </message>
    <message>
        <source>config.json says num_hidden_layers = %1, so layer %2 needs this tensor, but the weights lack it. Get both from one source, correct config.json, or, if this file is a part of the model, open its folder.</source>
        <translation>config.json sagt num_hidden_layers = %1, also braucht Schicht %2 diesen Tensor, er fehlt aber in den Gewichten. Beides aus einer Quelle holen, config.json berichtigen oder, falls diese Datei nur ein Teil des Modells ist, dessen Ordner öffnen.</translation>
    </message>
    <message>
        <source>config.json says tie_word_embeddings = %1, so the model needs this tensor beside model.embed_tokens.weight (%2), but the weights lack it. If the model shares its embedding, set tie_word_embeddings to true.</source>
        <translation>config.json sagt tie_word_embeddings = %1, also braucht das Modell diesen Tensor neben model.embed_tokens.weight (%2), er fehlt aber in den Gewichten. Teilt das Modell seine Einbettung, tie_word_embeddings auf true setzen.</translation>
    </message>
    <message>
        <source>config.json says tie_word_embeddings = true, but this tensor (%1, %2) is not the same as model.embed_tokens.weight (%3, %4). Set it to false if the model has an output of its own.</source>
        <translation>config.json sagt tie_word_embeddings = true, dieser Tensor (%1, %2) ist aber nicht derselbe wie model.embed_tokens.weight (%3, %4). Hat das Modell eine eigene Ausgabe, den Wert auf false setzen.</translation>
    </message>
    <message>
        <source>config.json says num_hidden_layers = %1, but the weights hold this tensor (%2) of layer %3. Get both from one source, or correct config.json.</source>
        <translation>config.json sagt num_hidden_layers = %1, die Gewichte enthalten aber diesen Tensor (%2) der Schicht %3. Beides aus einer Quelle holen oder config.json berichtigen.</translation>
    </message>
    <message>
        <source>The outputs of layers can only be compared between networks of the same structure.</source>
        <translation>Ausgaben von Schichten lassen sich nur zwischen Netzen gleichen Aufbaus vergleichen.</translation>
    </message>
    <message>
        <source>The network needs the shape %1 here, but the tensor has %2.</source>
        <translation>Das Netz braucht hier die Form %1, aber der Tensor hat %2.</translation>
    </message>
    <message>
        <source>Layers of the type “%1” cannot be run.</source>
        <translation>Schichten der Art „%1“ können nicht ausgeführt werden.</translation>
    </message>
    <message>
        <source>The list “%1” has %2 entries for %3 layers.</source>
        <translation>Die Liste „%1“ hat %2 Einträge für %3 Schichten.</translation>
    </message>
    <message>
        <source>“%1” is %2, but there are %3 experts to use.</source>
        <translation>„%1“ ist %2, aber es gibt %3 Experten.</translation>
    </message>
    <message>
        <source>config.json wants the activation function “%1” (%2), which this architecture is not run with.</source>
        <translation>config.json verlangt die Aktivierungsfunktion „%1“ (%2), mit der diese Architektur nicht ausgeführt wird.</translation>
    </message>
    <message>
        <source>config.json switches on “%1”, which cannot be run.</source>
        <translation>config.json schaltet „%1“ ein, was nicht ausgeführt werden kann.</translation>
    </message>
    <message>
        <source>The folder holds a model of pictures and text; only models of text alone can be run.</source>
        <translation>Der Ordner enthält ein Modell für Bilder und Text; ausgeführt werden können nur reine Textmodelle.</translation>
    </message>
    <message>
        <source>The network needs the list “%1” in config.json.</source>
        <translation>Das Netz braucht die Liste „%1“ in config.json.</translation>
    </message>
    <message>
        <source>The model knows %1 positions, but the text is cut into pieces of %2 tokens. Choose a shorter context.</source>
        <translation>Das Modell kennt %1 Positionen, aber der Text wird in Stücke von %2 Token geschnitten. Wählen Sie einen kürzeren Kontext.</translation>
    </message>
    <message>
        <source>The weights of %1 experts are not all of one size.</source>
        <translation>Die Gewichte von %1 Experten sind nicht alle gleich groß.</translation>
    </message>
    <message>
        <source>Inputs of shape %1 do not fit choices of experts of shape %2.</source>
        <translation>Eingaben der Form %1 passen nicht zu einer Auswahl von Experten der Form %2.</translation>
    </message>
    <message>
        <source>Expert %1 of %2 does not exist.</source>
        <translation>Experte %1 von %2 existiert nicht.</translation>
    </message>
    <message>
        <source>The %1 greatest of %2 values cannot be taken.</source>
        <translation>Die %1 größten von %2 Werten gibt es nicht.</translation>
    </message>
    <message>
        <source>This weight is not quantized: it has no blocks.</source>
        <translation>Dieses Gewicht ist nicht quantisiert: Es hat keine Blöcke.</translation>
    </message>
    <message>
        <source>There is no weight in row %1, column %2: the tensor is %3 × %4.</source>
        <translation>In Zeile %1, Spalte %2 liegt kein Gewicht: Der Tensor ist %3 × %4 groß.</translation>
    </message>
    <message>
        <source>The blocks of %1 cannot be taken apart.</source>
        <translation>Die Blöcke von %1 lassen sich nicht zerlegen.</translation>
    </message>
    <message>
        <source>The original is %1 × %2, the weight %3 × %4.</source>
        <translation>Das Original ist %1 × %2 groß, das Gewicht %3 × %4.</translation>
    </message>
    <message>
        <source>value = absmax · level[code]</source>
        <translation>Wert = Absmax · Stufe[Code]</translation>
    </message>
    <message>
        <source>absmax of the block, a code of the nested quantization</source>
        <translation>Absmax des Blocks, ein Code der verschachtelten Quantisierung</translation>
    </message>
    <message>
        <source>absmax of the block, binary32</source>
        <translation>Absmax des Blocks, binary32</translation>
    </message>
    <message>
        <source>codes, two a byte, the first in the high half</source>
        <translation>Codes, zwei je Byte, der erste in der oberen Hälfte</translation>
    </message>
    <message>
        <source>value = ± 1.mantissa · 2^(exponent − %1)</source>
        <translation>Wert = ± 1.Mantisse · 2^(Exponent − %1)</translation>
    </message>
    <message>
        <source>mantissa, %1 bits</source>
        <translation>Mantisse, %1 Bit</translation>
    </message>
    <message>
        <source>exponent, %1 bits</source>
        <translation>Exponent, %1 Bit</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>Vorzeichen</translation>
    </message>
    <message>
        <source>d: the scale, binary16</source>
        <translation>d: der Skalenfaktor, binary16</translation>
    </message>
    <message>
        <source>m: the minimum, binary16</source>
        <translation>m: das Minimum, binary16</translation>
    </message>
    <message>
        <source>d: unit of the scales, binary16</source>
        <translation>d: Einheit der Skalenfaktoren, binary16</translation>
    </message>
    <message>
        <source>dmin: unit of the minima, binary16</source>
        <translation>dmin: Einheit der Minima, binary16</translation>
    </message>
    <message>
        <source>codes, two a byte: element j low, j + 16 high</source>
        <translation>Codes, zwei je Byte: Element j unten, j + 16 oben</translation>
    </message>
    <message>
        <source>low 4 bits of the codes: in 64 elements, j low, j + 32 high</source>
        <translation>untere 4 Bit der Codes: unter 64 Elementen j unten, j + 32 oben</translation>
    </message>
    <message>
        <source>2 bits of each code: in 128 elements, j, j + 32, j + 64, j + 96</source>
        <translation>2 Bit jedes Codes: unter 128 Elementen j, j + 32, j + 64, j + 96</translation>
    </message>
    <message>
        <source>8 scales and 8 minima of 6 bits; the top bits of the last four lie above the first four</source>
        <translation>8 Skalenfaktoren und 8 Minima zu 6 Bit; die obersten Bits der letzten vier liegen über den ersten vier</translation>
    </message>
    <message>
        <source>fifth bits of the codes, one bit each</source>
        <translation>fünfte Bits der Codes, je eines</translation>
    </message>
    <message>
        <source>codebook indexes, low 8 bits</source>
        <translation>Indizes ins Codebuch, untere 8 Bit</translation>
    </message>
    <message>
        <source>signs, one bit each</source>
        <translation>Vorzeichen, je ein Bit</translation>
    </message>
    <message>
        <source>scales of 4 bits, two a byte</source>
        <translation>Skalenfaktoren zu 4 Bit, zwei je Byte</translation>
    </message>
    <message>
        <source>codes, one signed byte each</source>
        <translation>Codes, je ein Byte mit Vorzeichen</translation>
    </message>
    <message>
        <source>16 scales (low half) and minima (high half) of 4 bits</source>
        <translation>16 Skalenfaktoren (untere Hälfte) und Minima (obere Hälfte) zu 4 Bit</translation>
    </message>
    <message>
        <source>third bits of the codes: byte j has those of j, j + 32, …</source>
        <translation>dritte Bits der Codes: Byte j hat die von j, j + 32, …</translation>
    </message>
    <message>
        <source>16 scales of 6 bits: low halves, then the top 2 bits</source>
        <translation>16 Skalenfaktoren zu 6 Bit: untere 4 Bit, dann die oberen 2</translation>
    </message>
    <message>
        <source>fifth bits of the codes: byte j has those of j, j + 32, …</source>
        <translation>fünfte Bits der Codes: Byte j hat die von j, j + 32, …</translation>
    </message>
    <message>
        <source>low 4 bits of the codes: in 128 elements, j low, j + 64 high</source>
        <translation>untere 4 Bit der Codes: unter 128 Elementen j unten, j + 64 oben</translation>
    </message>
    <message>
        <source>16 scales, one signed byte each</source>
        <translation>16 Skalenfaktoren, je ein Byte mit Vorzeichen</translation>
    </message>
    <message>
        <source>top 2 bits of the 8 scales</source>
        <translation>obere 2 Bit der 8 Skalenfaktoren</translation>
    </message>
    <message>
        <source>low 4 bits of the 8 scales, two a byte</source>
        <translation>untere 4 Bit der 8 Skalenfaktoren, zwei je Byte</translation>
    </message>
    <message>
        <source>the scale: a power of two (E8M0)</source>
        <translation>der Skalenfaktor: eine Zweierpotenz (E8M0)</translation>
    </message>
    <message>
        <source>4 scales of 16 elements, unsigned E4M3</source>
        <translation>4 Skalenfaktoren zu je 16 Elementen, E4M3 ohne Vorzeichen</translation>
    </message>
    <message>
        <source>codes, two a byte: in 16 elements, j low, j + 8 high</source>
        <translation>Codes, zwei je Byte: unter 16 Elementen j unten, j + 8 oben</translation>
    </message>
    <message>
        <source>codes, five digits to base 3 in a byte (four in the last four)</source>
        <translation>Codes, fünf Ziffern zur Basis 3 je Byte (in den letzten vier: vier)</translation>
    </message>
    <message>
        <source>codes of 2 bits, lowest bits first</source>
        <translation>Codes zu 2 Bit, die untersten zuerst</translation>
    </message>
    <message>
        <source>for 32 elements 16 bits: four times 3 high index bits, scale, shift</source>
        <translation>für 32 Elemente 16 Bit: viermal 3 obere Indexbits, Skalenfaktor, Verschiebung</translation>
    </message>
    <message>
        <source>for 8 elements 4 bits: 3 high index bits and the shift</source>
        <translation>für 8 Elemente 4 Bit: 3 obere Indexbits und die Verschiebung</translation>
    </message>
    <message>
        <source>16 scales of 3 bits; the top 4 bits of each word together are d, binary16</source>
        <translation>16 Skalenfaktoren zu 3 Bit; die oberen 4 Bit jedes Worts sind zusammen d, binary16</translation>
    </message>
    <message>
        <source>for 32 elements 8 bytes: 4 codebook indexes, 4 times 7 signs, a 4-bit scale</source>
        <translation>für 32 Elemente 8 Byte: 4 Indizes ins Codebuch, 4-mal 7 Vorzeichen, ein Skalenfaktor zu 4 Bit</translation>
    </message>
    <message>
        <source>for 8 elements 16 bits: codebook index (9), signs (7)</source>
        <translation>für 8 Elemente 16 Bit: Index ins Codebuch (9), Vorzeichen (7)</translation>
    </message>
    <message>
        <source>codebook indexes, high 2 bits</source>
        <translation>Indizes ins Codebuch, obere 2 Bit</translation>
    </message>
    <message>
        <source>codebook indexes of 4 elements, one byte each</source>
        <translation>Indizes ins Codebuch für 4 Elemente, je ein Byte</translation>
    </message>
    <message>
        <source>for 32 elements: 4 times 7 signs, a 4-bit scale</source>
        <translation>für 32 Elemente: 4-mal 7 Vorzeichen, ein Skalenfaktor zu 4 Bit</translation>
    </message>
    <message>
        <source>codebook indexes, ninth bit</source>
        <translation>Indizes ins Codebuch, neuntes Bit</translation>
    </message>
    <message>
        <source>value = d · (code − %1)</source>
        <translation>Wert = d · (Code − %1)</translation>
    </message>
    <message>
        <source>value = d · code + m</source>
        <translation>Wert = d · Code + m</translation>
    </message>
    <message>
        <source>value = d · scale · (code − %1)</source>
        <translation>Wert = d · Skala · (Code − %1)</translation>
    </message>
    <message>
        <source>value = d · scale · code − dmin · minimum</source>
        <translation>Wert = d · Skala · Code − dmin · Minimum</translation>
    </message>
    <message>
        <source>value = scale · level[code]</source>
        <translation>Wert = Skala · Stufe[Code]</translation>
    </message>
    <message>
        <source>value = ± scale · codebook[index]</source>
        <translation>Wert = ± Skala · Codebuch[Index]</translation>
    </message>
    <message>
        <source>value = d · code</source>
        <translation>Wert = d · Code</translation>
    </message>
    <message>
        <source>value = scale · (code − %1)</source>
        <translation>Wert = Skala · (Code − %1)</translation>
    </message>
    <message>
        <source>value = scale · (code − zero)</source>
        <translation>Wert = Skala · (Code − Nullpunkt)</translation>
    </message>
    <message>
        <source>scale of the group, %1 bits</source>
        <translation>Skalenfaktor der Gruppe, %1 Bit</translation>
    </message>
    <message>
        <source>zero of the group, %1 bits</source>
        <translation>Nullpunkt der Gruppe, %1 Bit</translation>
    </message>
    <message>
        <source>codes of %1 bits, without gaps, lowest bits first</source>
        <translation>Codes zu %1 Bit, ohne Lücken, die untersten Bits zuerst</translation>
    </message>
    <message>
        <source>The file ends here: bytes expected: %1, bytes left: %2. It was probably not downloaded or copied completely.</source>
        <translation>Die Datei endet hier: erwartete Byte: %1, übrige Byte: %2. Wahrscheinlich wurde sie nicht vollständig heruntergeladen oder kopiert.</translation>
    </message>
    <message>
        <source>The file shrank from %1 to %2 bytes while it was in use. Wait until nothing writes to it, and open it again.</source>
        <translation>Die Datei ist während der Benutzung von %1 auf %2 Byte geschrumpft. Warten, bis nichts mehr in sie schreibt, und sie erneut öffnen.</translation>
    </message>
    <message>
        <source>A part of the file could not be read: it shrank while it was in use, or its disk or network failed. Open it again when it is whole.</source>
        <translation>Ein Teil der Datei konnte nicht gelesen werden: Sie ist während der Benutzung geschrumpft, oder Datenträger oder Netz haben versagt. Sie erneut öffnen, wenn sie vollständig ist.</translation>
    </message>
    <message>
        <source>%1 byte is left behind the array&apos;s data.</source>
        <translation>Hinter den Daten des Feldes bleibt %1 Byte übrig.</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 lies outside of what %4 can hold (%5 to %6). Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>Das Gewicht %1 in Zeile %2, Spalte %3 liegt außerhalb dessen, was %4 fassen kann (%5 bis %6). Ein Format mit größerem Wertebereich wählen oder diesen Tensor belassen, wie er ist.</translation>
    </message>
    <message>
        <source>%1 bytes of memory were allowed; this export needs %2. Allow more, or choose another format.</source>
        <translation>%1 Byte Speicher waren erlaubt; dieser Export braucht %2. Mehr erlauben oder ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>ggml&apos;s encoder for %1 gives up on the weights from row %2, column %3 on: with their importance they leave the range of its sums. Use the method “search”, or a format with a wider range.</source>
        <translation>Der Encoder von ggml für %1 gibt bei den Gewichten ab Zeile %2, Spalte %3 auf: Mit ihrer Wichtigkeit verlassen sie den Bereich seiner Summen. Das Verfahren „search“ oder ein Format mit größerem Bereich wählen.</translation>
    </message>
    <message>
        <source>Four weights share an index into a codebook of 512 entries and have their signs apart; 32 weights share a scale.</source>
        <translation>Vier Gewichte teilen sich einen Index in ein Codebuch mit 512 Einträgen und haben eigene Vorzeichen; 32 Gewichte teilen sich eine Skala.</translation>
    </message>
    <message>
        <source>Four weights share an index into a codebook of 256 entries, eight share seven bits of signs; 32 weights share a scale.</source>
        <translation>Vier Gewichte teilen sich einen Index in ein Codebuch mit 256 Einträgen, acht teilen sich sieben Vorzeichenbits; 32 Gewichte teilen sich eine Skala.</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 1024 entries and have their signs apart; 16 weights share a scale.</source>
        <translation>Acht Gewichte teilen sich einen Index in ein Codebuch mit 1024 Einträgen und haben eigene Vorzeichen; 16 Gewichte teilen sich eine Skala.</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 512 entries and seven bits of signs; 16 weights share a scale; wants an importance matrix.</source>
        <translation>Acht Gewichte teilen sich einen Index in ein Codebuch mit 512 Einträgen und sieben Vorzeichenbits; 16 Gewichte teilen sich eine Skala. Braucht eine Wichtigkeitsmatrix.</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 256 entries and seven bits of signs; 32 weights share a scale; wants an importance matrix.</source>
        <translation>Acht Gewichte teilen sich einen Index in ein Codebuch mit 256 Einträgen und sieben Vorzeichenbits; 32 Gewichte teilen sich eine Skala. Braucht eine Wichtigkeitsmatrix.</translation>
    </message>
    <message>
        <source>The last tensor is not padded to a multiple of %1 bytes, as the specification wants.</source>
        <translation>Der letzte Tensor ist nicht auf ein Vielfaches von %1 Byte aufgefüllt, wie die Spezifikation es will.</translation>
    </message>
    <message>
        <source>Most programs do not mind; writing the file again mends it.</source>
        <translation>Die meisten Programme stört das nicht; die Datei neu zu schreiben behebt es.</translation>
    </message>
    <message>
        <source>%1 byte follows the last tensor; nothing reads it.</source>
        <translation>%1 Byte folgt auf den letzten Tensor; nichts liest es.</translation>
    </message>
    <message>
        <source>%1 bytes follow the last tensor; nothing reads them.</source>
        <translation>%1 Byte folgen auf den letzten Tensor; nichts liest sie.</translation>
    </message>
    <message>
        <source>Two files may have been joined, or a download was continued wrongly: compare with the publisher&apos;s checksum.</source>
        <translation>Vielleicht wurden zwei Dateien aneinandergehängt oder ein Download falsch fortgesetzt: mit der Prüfsumme des Herausgebers vergleichen.</translation>
    </message>
    <message>
        <source>Padding that is not zero follows this tensor: %1 of %2 bytes, from byte %3 of the file.</source>
        <translation>Auf diesen Tensor folgt eine Auffüllung, die nicht null ist: %1 von %2 Byte, ab Byte %3 der Datei.</translation>
    </message>
    <message>
        <source>The program that wrote the file left memory of its own in it, or the file was changed afterwards: compare with the publisher&apos;s checksum.</source>
        <translation>Das Programm, das die Datei schrieb, hat eigenen Speicher darin hinterlassen, oder die Datei wurde nachträglich geändert: mit der Prüfsumme des Herausgebers vergleichen.</translation>
    </message>
    <message>
        <source>The file is not what it was when it was opened. Open it again.</source>
        <translation>Die Datei ist nicht mehr, was sie beim Öffnen war. Sie erneut öffnen.</translation>
    </message>
    <message>
        <source>general.quantization_version is %1; today&apos;s block layouts are version %2.</source>
        <translation>general.quantization_version ist %1; der heutige Blockaufbau hat Version %2.</translation>
    </message>
    <message>
        <source>Weights may be decoded wrongly: get a newer file of this model.</source>
        <translation>Gewichte werden vielleicht falsch dekodiert: eine neuere Datei dieses Modells beschaffen.</translation>
    </message>
    <message>
        <source>general.file_type says %1, but most weights are stored as %2, not as that mixture would store them.</source>
        <translation>general.file_type sagt %1, aber die meisten Gewichte sind als %2 gespeichert, nicht wie diese Mischung sie speichern würde.</translation>
    </message>
    <message>
        <source>Do not judge this file by its label; it may have been renamed or edited.</source>
        <translation>Diese Datei nicht nach ihrem Etikett beurteilen; es kann umbenannt oder bearbeitet worden sein.</translation>
    </message>
    <message>
        <source>general.file_type says %1; types that this mixture would not choose: %2 of the tensors, the first being this (%3 instead of %4).</source>
        <translation>general.file_type sagt %1; Typen, die diese Mischung nicht wählen würde: %2 der Tensoren, als erster dieser (%3 statt %4).</translation>
    </message>
    <message>
        <source>Mixtures made by hand, or by another release of llama.cpp, are like that; no fault.</source>
        <translation>Mischungen von Hand oder aus einer anderen Ausgabe von llama.cpp sind so; kein Fehler.</translation>
    </message>
    <message>
        <source>Not a number: %1 weights, infinite: %2; the first is in row %3, column %4.</source>
        <translation>Keine Zahl: %1 Gewichte, unendlich: %2; das erste steht in Zeile %3, Spalte %4.</translation>
    </message>
    <message>
        <source>The model cannot work with it: get the file again, or make it again from a sound original.</source>
        <translation>Damit kann das Modell nicht funktionieren: die Datei noch einmal beschaffen oder aus einem heilen Original neu machen.</translation>
    </message>
    <message>
        <source>Weights that were too large for the type made its scale overflow: quantize this tensor to a type with a wider range, such as BF16.</source>
        <translation>Gewichte, die für den Typ zu groß waren, ließen seinen Skalenfaktor überlaufen: diesen Tensor in einen Typ mit größerem Wertebereich quantisieren, etwa BF16.</translation>
    </message>
    <message>
        <source>Their weights are all 0, or became so because they were too small for the type: compare with the original.</source>
        <translation>Ihre Gewichte sind alle 0 oder wurden es, weil sie für den Typ zu klein waren: mit dem Original vergleichen.</translation>
    </message>
    <message>
        <source>All weights are %1: the tensor has collapsed.</source>
        <translation>Alle Gewichte sind %1: Der Tensor ist zusammengefallen.</translation>
    </message>
    <message>
        <source>Quantize it again from the original, which tells whether it was constant there too.</source>
        <translation>Ihn neu aus dem Original quantisieren; das zeigt auch, ob er schon dort konstant war.</translation>
    </message>
    <message>
        <source>A smaller type would hold this tensor as well.</source>
        <translation>Ein kleinerer Typ würde diesen Tensor ebenso fassen.</translation>
    </message>
    <message>
        <source>%1 % of the weights have the lowest or highest code: the scales are too small and large weights were cut off.</source>
        <translation>%1 % der Gewichte haben den niedrigsten oder höchsten Code: Die Skalenfaktoren sind zu klein, große Gewichte wurden abgeschnitten.</translation>
    </message>
    <message>
        <source>Quantize it again from the original, with another method.</source>
        <translation>Ihn neu aus dem Original quantisieren, mit einem anderen Verfahren.</translation>
    </message>
    <message>
        <source>Weights lie about %1 steps of %2 apart, hardly ever one (%3 % of what a first quantization gives): they seem to have been quantized more coarsely before.</source>
        <translation>Gewichte liegen etwa %1 Schritte von %2 auseinander, kaum je einen (%3 % dessen, was eine erste Quantisierung ergibt): Sie scheinen vorher gröber quantisiert worden zu sein.</translation>
    </message>
    <message>
        <source>Weights share values and hardly ever lie next to each other (%1 % of what an original of type %2 gives): they seem to have been quantized before.</source>
        <translation>Gewichte teilen Werte und liegen kaum je nebeneinander (%1 % dessen, was ein Original vom Typ %2 ergibt): Sie scheinen vorher quantisiert worden zu sein.</translation>
    </message>
    <message>
        <source>The precision of this type is wasted on it: start from the original model instead.</source>
        <translation>Die Genauigkeit dieses Typs ist daran verschwendet: stattdessen vom Originalmodell ausgehen.</translation>
    </message>
    <message>
        <source>Give this tensor more bits, or another method.</source>
        <translation>Diesem Tensor mehr Bits oder ein anderes Verfahren geben.</translation>
    </message>
    <message>
        <source>%1 of %2 tensors are of a type that cannot be decoded (such as %3): they are copied as they are.</source>
        <translation>%1 von %2 Tensoren haben einen Typ, der nicht dekodiert werden kann (etwa %3): Sie werden kopiert, wie sie sind.</translation>
    </message>
    <message>
        <source>The file was written to while it was in use: what was read may be of two versions. Wait until nothing writes to it, and open it again.</source>
        <translation>In die Datei wurde geschrieben, während sie benutzt wurde: Das Gelesene kann aus zwei Fassungen stammen. Warten Sie, bis nichts mehr hineinschreibt, und öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>A continuation has at least one token; %1 were asked for.</source>
        <translation>Eine Fortsetzung hat mindestens ein Token; verlangt wurden %1.</translation>
    </message>
    <message>
        <source>A temperature is 0 (always the most likely token) or above, not %1.</source>
        <translation>Eine Temperatur ist 0 (immer das wahrscheinlichste Token) oder größer, nicht %1.</translation>
    </message>
    <message>
        <source>The number of most likely tokens to choose from is 0 (all) or above, not %1.</source>
        <translation>Die Zahl der wahrscheinlichsten Tokens, unter denen gewählt wird, ist 0 (alle) oder größer, nicht %1.</translation>
    </message>
    <message>
        <source>The prompt is empty, and this model&apos;s tokenizer puts no token before a text. Give it at least a word.</source>
        <translation>Der Anfang ist leer, und der Tokenizer dieses Modells setzt kein Token vor einen Text. Geben Sie mindestens ein Wort vor.</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens and leaves no room: the model was trained for a context of %2.</source>
        <translation>Der Anfang hat %1 Tokens und lässt keinen Platz: Das Modell wurde für einen Kontext von %2 trainiert.</translation>
    </message>
    <message>
        <source>The memory of one sequence has room for %1 tokens and holds %2, so that %3 more do not fit.</source>
        <translation>Der Speicher einer Folge fasst %1 Tokens und enthält %2, sodass %3 weitere nicht hineinpassen.</translation>
    </message>
    <message>
        <source>Scales up the columns whose inputs are strong before rounding, where the layer before can undo it, and cuts each block&apos;s range where the output errs less. Needs a calibration text.</source>
        <translation>Vergrößert vor dem Runden die Spalten mit starken Eingaben, wo die Schicht davor es ausgleichen kann, und schneidet den Bereich jedes Blocks ab, wo die Ausgabe dann weniger abweicht. Braucht einen Kalibriertext.</translation>
    </message>
    <message>
        <source>How many strengths of scaling are tried; 1: columns are not scaled.</source>
        <translation>Wie viele Stärken der Skalierung versucht werden; 1: Spalten werden nicht skaliert.</translation>
    </message>
    <message>
        <source>Whether ranges of blocks are cut where that helps.</source>
        <translation>Ob die Bereiche der Blöcke abgeschnitten werden, wo das hilft.</translation>
    </message>
    <message>
        <source>The second moments of input column %1 are %2; they must be finite and not negative. Calibrate again.</source>
        <translation>Die zweiten Momente der Eingabespalte %1 sind %2; sie müssen endlich und nicht negativ sein. Kalibrieren Sie neu.</translation>
    </message>
    <message>
        <source>All inputs of this weight were zero on the calibration text, so nothing can be learnt from them.</source>
        <translation>Alle Eingaben dieses Gewichts waren auf dem Kalibriertext null; daraus lässt sich nichts lernen.</translation>
    </message>
    <message>
        <source>The second moments of this weight&apos;s inputs are no such moments: even with %1 times their mean added they are not positive definite. Calibrate again.</source>
        <translation>Die zweiten Momente der Eingaben dieses Gewichts sind keine: Selbst mit dem %1-Fachen ihres Mittels dazu sind sie nicht positiv definit. Kalibrieren Sie neu.</translation>
    </message>
    <message>
        <source>Rounds column by column and lets the columns that follow make up for each error, as the inputs seen on a calibration text allow. Needs such a text.</source>
        <translation>Rundet Spalte für Spalte und lässt die folgenden Spalten jeden Fehler ausgleichen, soweit die auf einem Kalibriertext gesehenen Eingaben es erlauben. Braucht einen solchen Text.</translation>
    </message>
    <message>
        <source>Added to the diagonal of the inputs&apos; second moments, as a share of its mean: more trusts the calibration text less.</source>
        <translation>Zur Diagonale der zweiten Momente der Eingaben addiert, als Anteil ihres Mittels: mehr vertraut dem Kalibriertext weniger.</translation>
    </message>
    <message>
        <source>How many columns are rounded before their errors reach the columns far behind; changes speed, hardly the result.</source>
        <translation>Wie viele Spalten gerundet werden, bevor ihre Fehler die weit hinten liegenden Spalten erreichen; ändert das Tempo, kaum das Ergebnis.</translation>
    </message>
    <message>
        <source>Columns with the strongest inputs are rounded first. Scales are then fixed beforehand, from the original weights.</source>
        <translation>Spalten mit den stärksten Eingaben werden zuerst gerundet. Die Skalenfaktoren werden dann vorher aus den Originalgewichten bestimmt.</translation>
    </message>
    <message>
        <source>All scales are fixed beforehand, from the original weights; else each block&apos;s when its turn comes, from what errors have made of it.</source>
        <translation>Alle Skalenfaktoren werden vorher aus den Originalgewichten bestimmt; sonst die jedes Blocks, wenn er an der Reihe ist, aus dem, was Fehler aus ihm gemacht haben.</translation>
    </message>
    <message>
        <source>How scales are chosen. plain: as the format&apos;s usual encoder does; mse: for the least squared error; weighted: each column&apos;s error weighted with the squares of its inputs.</source>
        <translation>Wie Skalenfaktoren gewählt werden. plain: wie beim üblichen Kodierer des Formats; mse: mit dem kleinsten quadratischen Fehler; weighted: der Fehler jeder Spalte mit den Quadraten ihrer Eingaben gewichtet.</translation>
    </message>
    <message>
        <source>Each layer sees what the layers before it put out once quantized; else what they put out originally.</source>
        <translation>Jede Schicht sieht, was die Schichten vor ihr quantisiert ausgeben; sonst, was sie ursprünglich ausgaben.</translation>
    </message>
    <message>
        <source>Expert %1 saw no token of the calibration text: it is rounded to nearest.</source>
        <translation>Experte %1 sah kein Token des Kalibriertexts: Er wird einfach gerundet.</translation>
    </message>
    <message>
        <source>The inputs&apos; second moments are singular: damping was raised from %1 to %2.</source>
        <translation>Die zweiten Momente der Eingaben sind singulär: Die Dämpfung wurde von %1 auf %2 erhöht.</translation>
    </message>
    <message>
        <source>The errors fed back from row %1 on grew beyond all numbers. Raise damp, or leave this tensor as it is.</source>
        <translation>Die zurückgeführten Fehler ab Zeile %1 wuchsen über alle Zahlen. Erhöhen Sie damp oder lassen Sie diesen Tensor, wie er ist.</translation>
    </message>
    <message>
        <source>The weight was quantized as %1 x %2 values in %3, but %4 x %5 in %6 are wanted.</source>
        <translation>Das Gewicht wurde als %1 x %2 Werte in %3 quantisiert, gewünscht sind aber %4 x %5 in %6.</translation>
    </message>
    <message>
        <source>%1 cannot be rounded weight by weight under scales of blocks, as the method %2 does. Choose search, or a format such as INT4, NF4 or Q4_K.</source>
        <translation>%1 lässt sich nicht Gewicht für Gewicht unter den Skalenfaktoren von Blöcken runden, wie es das Verfahren %2 tut. Wählen Sie search oder ein Format wie INT4, NF4 oder Q4_K.</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight: give it a calibration text.</source>
        <translation>Das Verfahren %1 muss wissen, was in jedes Gewicht hineingeht: Geben Sie einen Kalibriertext an.</translation>
    </message>
    <message>
        <source>Calibration saw %1 experts with %2 input columns, which do not fit a weight of %3 x %4 values in %5.</source>
        <translation>Die Kalibrierung sah %1 Experten mit %2 Eingabespalten; das passt nicht zu einem Gewicht von %3 x %4 Werten in %5.</translation>
    </message>
    <message>
        <source>%1 of %2 experts saw no token of the calibration text: they are rounded without calibration. More text may reach them.</source>
        <translation>%1 von %2 Experten sahen kein Token des Kalibriertexts: Sie werden ohne Kalibrierung gerundet. Mehr Text erreicht sie vielleicht.</translation>
    </message>
    <message>
        <source>Only %1 tokens for %2 columns: what calibration learns here is thin. More text makes it better.</source>
        <translation>Nur %1 Token für %2 Spalten: Die Kalibrierung lernt hier wenig. Mehr Text macht es besser.</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight: give it a calibration text (--calibration FILE on the command line).</source>
        <translation>Das Verfahren %1 muss wissen, was in jedes Gewicht hineingeht: Geben Sie einen Kalibriertext an (--calibration DATEI auf der Befehlszeile).</translation>
    </message>
    <message>
        <source>No layer multiplies with this weight alone, so %1 has nothing to calibrate; %2 is used instead.</source>
        <translation>Keine Schicht multipliziert allein mit diesem Gewicht, also hat %1 nichts zu kalibrieren; stattdessen wird %2 verwendet.</translation>
    </message>
    <message>
        <source>A GGUF file keeps norms as they are, so %1 scales no columns in it and only cuts ranges.</source>
        <translation>Eine GGUF-Datei behält die Normen, wie sie sind; %1 skaliert darin keine Spalten und schneidet nur Bereiche ab.</translation>
    </message>
    <message>
        <source>There is nothing to measure: name at least one tensor and one scheme.</source>
        <translation>Es gibt nichts zu messen: Nennen Sie mindestens einen Tensor und ein Schema.</translation>
    </message>
    <message>
        <source>Line %1 of this file of results is damaged. Name another file to begin anew.</source>
        <translation>Zeile %1 dieser Ergebnisdatei ist beschädigt. Nennen Sie eine andere Datei, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>This is not a file of sensitivity results, and it is left as it is. Name another file.</source>
        <translation>Dies ist keine Datei mit Ergebnissen zur Empfindlichkeit; sie bleibt, wie sie ist. Nennen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>There is no room left on this disk for results. Those so far are kept; free some space and resume.</source>
        <translation>Auf diesem Datenträger ist kein Platz mehr für Ergebnisse. Die bisherigen bleiben erhalten; schaffen Sie Platz und setzen Sie fort.</translation>
    </message>
    <message>
        <source>Results cannot be kept in this file: %1.</source>
        <translation>In dieser Datei lassen sich keine Ergebnisse festhalten: %1.</translation>
    </message>
    <message>
        <source>The results in this file are of another run: %1 was “%2”, now it is “%3”. Name another file, or repeat that run as it was.</source>
        <translation>Die Ergebnisse in dieser Datei gehören zu einem anderen Lauf: %1 war „%2“, jetzt „%3“. Nennen Sie eine andere Datei oder wiederholen Sie jenen Lauf, wie er war.</translation>
    </message>
    <message>
        <source>Another run is writing its results to this file. Wait for it, or name another file.</source>
        <translation>Ein anderer Lauf schreibt seine Ergebnisse in diese Datei. Warten Sie auf ihn oder nennen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight, and sensitivity does not calibrate. Choose another method.</source>
        <translation>Das Verfahren %1 muss wissen, was bei jedem Gewicht ankommt, und die Messung der Empfindlichkeit kalibriert nicht. Wählen Sie ein anderes Verfahren.</translation>
    </message>
    <message>
        <source>The scheme “%1” is there twice.</source>
        <translation>Das Schema „%1“ kommt zweimal vor.</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>das Modell</translation>
    </message>
    <message>
        <source>the context</source>
        <translation>der Kontext</translation>
    </message>
    <message>
        <source>the number of chunks</source>
        <translation>die Zahl der Stücke</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>der Text</translation>
    </message>
    <message>
        <source>the grouping</source>
        <translation>die Gruppierung</translation>
    </message>
    <message>
        <source>the choice of tensors</source>
        <translation>die Auswahl der Tensoren</translation>
    </message>
    <message>
        <source>the list of schemes</source>
        <translation>die Liste der Schemas</translation>
    </message>
    <message>
        <source>the importance matrix</source>
        <translation>die Wichtigkeitsmatrix</translation>
    </message>
    <message>
        <source>The network runs without any of these tensors, so it cannot be sensitive to them.</source>
        <translation>Das Netz läuft ohne jeden dieser Tensoren, es kann also nicht empfindlich auf sie sein.</translation>
    </message>
    <message>
        <source>The weights in rows %1 to %2 are too large for the scales of %3. Choose another format, or leave this tensor as it is.</source>
        <translation>Die Gewichte in den Zeilen %1 bis %2 sind zu groß für die Skalenfaktoren von %3. Wählen Sie ein anderes Format oder lassen Sie diesen Tensor, wie er ist.</translation>
    </message>
    <message>
        <source>Half-quadratic quantization: scales that fit most weights of a block well and give up on a few outliers. Needs no calibration.</source>
        <translation>Halbquadratische Quantisierung: Skalenfaktoren, die den meisten Gewichten eines Blocks gut passen und wenige Ausreißer aufgeben. Braucht keine Kalibrierung.</translation>
    </message>
    <message>
        <source>The power of errors that are summed: the smaller, the less outliers count.</source>
        <translation>Die Potenz der Fehler, die summiert werden: je kleiner, desto weniger zählen Ausreißer.</translation>
    </message>
    <message>
        <source>How often outliers are set apart and the scales fitted again.</source>
        <translation>Wie oft Ausreißer beiseitegestellt und die Skalenfaktoren neu angepasst werden.</translation>
    </message>
    <message>
        <source>The share of each row&apos;s weights that becomes zero.</source>
        <translation>Der Anteil der Gewichte jeder Zeile, der null wird.</translation>
    </message>
    <message>
        <source>row: the weights that count least, wherever they are in a row. 2:4 and 4:8: so many of each 4 or 8 neighbours are kept, as sparse kernels want it; sparsity is then not looked at.</source>
        <translation>row: die Gewichte, die am wenigsten zählen, wo immer sie in einer Zeile stehen. 2:4 und 4:8: So viele von je 4 oder 8 Nachbarn bleiben, wie dünn besetzte Rechenkerne es brauchen; sparsity zählt dann nicht.</translation>
    </message>
    <message>
        <source>%1 can only be decoded.</source>
        <translation>%1 kann nur dekodiert werden.</translation>
    </message>
    <message>
        <source>Prunes: the smallest weights of each row become zero, the others are coded as the format&apos;s usual encoder does. The size stays.</source>
        <translation>Dünnt aus: Die kleinsten Gewichte jeder Zeile werden null, die anderen kodiert wie beim üblichen Kodierer des Formats. Die Größe bleibt.</translation>
    </message>
    <message>
        <source>Prunes: of each row the weights become zero that do least to its output, by their size times that of their inputs on a calibration text. The size stays.</source>
        <translation>Dünnt aus: In jeder Zeile werden die Gewichte null, die am wenigsten zur Ausgabe beitragen, nach ihrer Größe mal der ihrer Eingaben auf einem Kalibriertext. Die Größe bleibt.</translation>
    </message>
    <message>
        <source>The figures of this input contradict each other: %1 sums of %2 experts, %3 second moments.</source>
        <translation>Die Zahlen dieses Eingangs widersprechen einander: %1 Summen von %2 Experten, %3 zweite Momente.</translation>
    </message>
    <message>
        <source>The calibration saw no layer at all.</source>
        <translation>Die Kalibrierung hat keine einzige Schicht gesehen.</translation>
    </message>
    <message>
        <source>This calibration was made with another model: its SHA-256 is %1, not %2.</source>
        <translation>Diese Kalibrierung wurde mit einem anderen Modell gemacht: Dessen SHA-256 ist %1, nicht %2.</translation>
    </message>
    <message>
        <source>This is no calibration of ours, or it is damaged: “%1” is missing or makes no sense.</source>
        <translation>Das ist keine Kalibrierung von uns, oder sie ist beschädigt: „%1“ fehlt oder ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The calibration is of version %1; this program reads version %2.</source>
        <translation>Die Kalibrierung hat die Version %1; dieses Programm liest Version %2.</translation>
    </message>
    <message>
        <source>The calibration holds sums that are negative or no numbers.</source>
        <translation>Die Kalibrierung enthält Summen, die negativ oder keine Zahlen sind.</translation>
    </message>
    <message>
        <source>The folder cannot be read.</source>
        <translation>Der Ordner lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>There is no text in this folder: no file whose name ends in .txt, .text or .md.</source>
        <translation>In diesem Ordner ist kein Text: keine Datei, deren Name auf .txt, .text oder .md endet.</translation>
    </message>
    <message>
        <source>The text is not UTF-8. Convert it first, or choose another file.</source>
        <translation>Der Text ist kein UTF-8. Wandeln Sie ihn zuerst um, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The shapes differ: %1 and %2.</source>
        <translation>Die Formen unterscheiden sich: %1 und %2.</translation>
    </message>
    <message>
        <source>Stored as %1, which cannot be decoded: only its bytes were compared.</source>
        <translation>Als %1 gespeichert, was sich nicht dekodieren lässt: Nur die Bytes wurden verglichen.</translation>
    </message>
    <message>
        <source>The rows differ: %1 and %2 columns.</source>
        <translation>Die Zeilen unterscheiden sich: %1 und %2 Spalten.</translation>
    </message>
    <message>
        <source>The report cannot be written: %1</source>
        <translation>Der Bericht kann nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Engines cannot read these weights either, or read them as something else.</source>
        <translation>Auch andere Programme können diese Gewichte nicht lesen, oder sie lesen etwas anderes darin.</translation>
    </message>
    <message>
        <source>One such weight spreads to everything that is computed from it.</source>
        <translation>Ein einziges solches Gewicht geht in alles ein, was damit berechnet wird.</translation>
    </message>
    <message>
        <source>Every weight of such a block decodes to infinity or to no number, which spreads to everything computed from it.</source>
        <translation>Jedes Gewicht eines solchen Blocks wird zu Unendlich oder zu keiner Zahl und verdirbt alles, was damit berechnet wird.</translation>
    </message>
    <message>
        <source>Every weight of such a block decodes to 0, whatever its code says.</source>
        <translation>Jedes Gewicht eines solchen Blocks wird zu 0, was auch immer sein Code sagt.</translation>
    </message>
    <message>
        <source>A matrix of equal weights passes on nothing but the sum of its inputs: what it had learnt is gone.</source>
        <translation>Eine Matrix aus lauter gleichen Gewichten gibt nur die Summe ihrer Eingaben weiter: was sie gelernt hatte, ist verloren.</translation>
    </message>
    <message>
        <source>Bits are spent on values that never occur.</source>
        <translation>Es werden Bits für Werte ausgegeben, die nie vorkommen.</translation>
    </message>
    <message>
        <source>Large weights matter most; cut off, each of them is wrong.</source>
        <translation>Große Gewichte zählen am meisten; abgeschnitten ist jedes von ihnen falsch.</translation>
    </message>
    <message>
        <source>The error is that of the coarser grid, or worse; the size and the name promise the finer one.</source>
        <translation>Der Fehler ist der des gröberen Rasters oder größer; Größe und Name versprechen das feinere.</translation>
    </message>
    <message>
        <source>Little of what these weights had learnt is left.</source>
        <translation>Von dem, was diese Gewichte gelernt hatten, ist wenig übrig.</translation>
    </message>
    <message>
        <source>Engines refuse such a file, or compute another model.</source>
        <translation>Andere Programme lehnen eine solche Datei ab oder rechnen ein anderes Modell.</translation>
    </message>
    <message>
        <source>Engines pass over what they do not know, or refuse the file.</source>
        <translation>Andere Programme übergehen, was sie nicht kennen, oder lehnen die Datei ab.</translation>
    </message>
    <message>
        <source>Weights of another shape are those of another model.</source>
        <translation>Gewichte anderer Form gehören zu einem anderen Modell.</translation>
    </message>
    <message>
        <source>No engine minds, but a sound writer leaves no such bytes: something happened to this file.</source>
        <translation>Kein Programm stört sich daran, aber wer richtig schreibt, hinterlässt solche Bytes nicht: mit dieser Datei ist etwas geschehen.</translation>
    </message>
    <message>
        <source>Strict readers take the file for one that was cut off.</source>
        <translation>Strenge Leser halten die Datei für abgeschnitten.</translation>
    </message>
    <message>
        <source>Blocks of other versions are laid out differently; read as today&apos;s they are noise.</source>
        <translation>Blöcke anderer Versionen sind anders aufgebaut; als heutige gelesen sind sie Rauschen.</translation>
    </message>
    <message>
        <source>Size and quality are not quite those that people expect from the label.</source>
        <translation>Größe und Güte sind nicht ganz die, die man nach der Bezeichnung erwartet.</translation>
    </message>
    <message>
        <source>The number type of the scales; e8m0: powers of two in a byte.</source>
        <translation>Der Zahlentyp der Skalenfaktoren; e8m0: Zweierpotenzen in einem Byte.</translation>
    </message>
    <message>
        <source>8-bit floating point: 4 exponent and 3 mantissa bits, to ±448, under a scale for each group of columns, each row or the tensor.</source>
        <translation>8-Bit-Gleitkomma: 4 Exponenten- und 3 Mantissenbits, bis ±448, unter einem Skalenfaktor für jede Gruppe von Spalten, jede Zeile oder den Tensor.</translation>
    </message>
    <message>
        <source>8-bit floating point: 5 exponent and 2 mantissa bits, the upper half of F16, under a scale for each group of columns, each row or the tensor.</source>
        <translation>8-Bit-Gleitkomma: 5 Exponenten- und 2 Mantissenbits, die obere Hälfte von F16, unter einem Skalenfaktor für jede Gruppe von Spalten, jede Zeile oder den Tensor.</translation>
    </message>
    <message>
        <source>OCP microscaling: 8-bit floating point numbers with 3 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP-Microscaling: 8-Bit-Gleitkommazahlen mit 3 Mantissenbits, eine Zweierpotenz als Skalenfaktor für 32 Gewichte.</translation>
    </message>
    <message>
        <source>OCP microscaling: 8-bit floating point numbers with 2 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP-Microscaling: 8-Bit-Gleitkommazahlen mit 2 Mantissenbits, eine Zweierpotenz als Skalenfaktor für 32 Gewichte.</translation>
    </message>
    <message>
        <source>OCP microscaling: 6-bit floating point numbers with 3 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP-Microscaling: 6-Bit-Gleitkommazahlen mit 3 Mantissenbits, eine Zweierpotenz als Skalenfaktor für 32 Gewichte.</translation>
    </message>
    <message>
        <source>OCP microscaling: 6-bit floating point numbers with 2 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP-Microscaling: 6-Bit-Gleitkommazahlen mit 2 Mantissenbits, eine Zweierpotenz als Skalenfaktor für 32 Gewichte.</translation>
    </message>
    <message>
        <source>value = scale · number of the code</source>
        <translation>Wert = Skalenfaktor · Zahl des Codes</translation>
    </message>
    <message>
        <source>scale of the group, the power of two 2^(byte − 127)</source>
        <translation>Skalenfaktor der Gruppe, die Zweierpotenz 2^(Byte − 127)</translation>
    </message>
    <message>
        <source>codes of %1 bits (sign, %2 of the exponent, %3 of the mantissa), lowest bits first</source>
        <translation>Codes von %1 Bits (Vorzeichen, %2 des Exponenten, %3 der Mantisse), unterste Bits zuerst</translation>
    </message>
    <message>
        <source>Learned rounding: begins with GPTQ&apos;s codes and goes over all weights again and again, moving each to the level with which the layer&apos;s output errs least. Needs a calibration text.</source>
        <translation>Gelerntes Runden: beginnt mit den Codes von GPTQ, geht alle Gewichte immer wieder durch und setzt jedes auf die Stufe, mit der die Ausgabe der Schicht am wenigsten abweicht. Braucht einen Kalibriertext.</translation>
    </message>
    <message>
        <source>How often all weights are gone over, at most; it ends when none moves.</source>
        <translation>Wie oft alle Gewichte höchstens durchgegangen werden; bewegt sich keines mehr, ist Schluss.</translation>
    </message>
    <message>
        <source>This importance matrix counts chunks of unknown length; a GGUF file counts tokens. Say how many tokens a chunk had.</source>
        <translation>Diese Wichtigkeitsmatrix zählt Abschnitte unbekannter Länge; eine GGUF-Datei zählt Token. Sagen Sie, wie viele Token ein Abschnitt hatte.</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 is too large for the 16-bit scales of %4 (%5 to %6). ggml would write an infinite scale here, and its block would decode to NaN or infinity. Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>Das Gewicht %1 in Zeile %2, Spalte %3 ist zu groß für die 16-Bit-Skalenfaktoren von %4 (%5 bis %6). ggml würde hier einen unendlichen Skalenfaktor schreiben, und sein Block ergäbe dekodiert NaN oder Unendlich. Wählen Sie ein Format mit größerem Bereich, oder lassen Sie diesen Tensor, wie er ist.</translation>
    </message>
    <message>
        <source>config.json says %1 = %2, so some layers have no experts; llama.cpp wants them in every layer of this architecture. Export safetensors instead.</source>
        <translation>Laut config.json ist %1 = %2, also haben manche Schichten keine Experten; llama.cpp will sie bei dieser Architektur in jeder Schicht. Exportieren Sie stattdessen safetensors.</translation>
    </message>
    <message>
        <source>config.json says norm_topk_prob = %1, but llama.cpp lets the weights of the chosen experts sum to 1 in this architecture: its answers would be other ones. Export safetensors instead.</source>
        <translation>Laut config.json ist norm_topk_prob = %1, aber bei dieser Architektur bringt llama.cpp die Gewichte der gewählten Experten auf die Summe 1: Seine Antworten wären andere. Exportieren Sie stattdessen safetensors.</translation>
    </message>
    <message>
        <source>%1 weights are not calibrated, as no layer multiplies with them alone; they are quantized as usual. The first is %2.</source>
        <translation>%1 Gewichte werden nicht kalibriert, weil keine Schicht mit ihnen allein multipliziert; sie werden wie üblich quantisiert. Das erste ist %2.</translation>
    </message>
    <message>
        <source>%1 weights have more columns than the calibration text brings tokens; what is learnt there is vague. Worst is %2: %3 columns, %4 tokens. Take more text.</source>
        <translation>%1 Gewichte haben mehr Spalten, als der Kalibriertext Token bringt; was dort gelernt wird, ist ungenau. Am schlimmsten ist %2: %3 Spalten, %4 Token. Nehmen Sie mehr Text.</translation>
    </message>
    <message>
        <source>Calibrating %1 takes %2 bytes of memory at once, more than the %3 allowed; one weight cannot be divided.</source>
        <translation>%1 zu kalibrieren braucht %2 Bytes Speicher auf einmal, mehr als die %3 erlaubten; ein Gewicht lässt sich nicht teilen.</translation>
    </message>
    <message>
        <source>There is no format “%1” to compare. Near it are: %2.</source>
        <translation>Das Format „%1“ gibt es nicht. Ähnlich heißen: %2.</translation>
    </message>
    <message>
        <source>There is no method “%1” to compare. Near it are: %2.</source>
        <translation>Das Verfahren „%1“ gibt es nicht. Ähnlich heißen: %2.</translation>
    </message>
    <message>
        <source>No format and method are left to compare. Sizes are whole bits a weight, such as 4: formats from there to below 4.75 are compared.</source>
        <translation>Kein Format und Verfahren bleibt zum Vergleichen übrig. Größen sind ganze Bits je Gewicht, etwa 4: Verglichen werden Formate von da bis unter 4,75.</translation>
    </message>
    <message>
        <source>bits a weight</source>
        <translation>Bits je Gewicht</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Weight error</source>
        <translation>Gewichtsfehler</translation>
    </message>
    <message>
        <source>Output error</source>
        <translation>Ausgabefehler</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL-Divergenz</translation>
    </message>
    <message>
        <source>Same top token</source>
        <translation>Gleiches Spitzentoken</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Methods on equal terms</source>
        <translation>Verfahren unter gleichen Bedingungen</translation>
    </message>
    <message>
        <source>The whole model under every method, calibrated on %1 (%2 tokens) and judged on %3: %4 chunks of %5 tokens. Perplexity of the original: %6. Times are those of %7 threads.</source>
        <translation>Das ganze Modell unter jedem Verfahren, kalibriert an %1 (%2 Token) und beurteilt an %3: %4 Stücke zu %5 Token. Perplexität des Originals: %6. Die Zeiten gelten für %7 Threads.</translation>
    </message>
    <message>
        <source>KL divergence from the original</source>
        <translation>KL-Divergenz zum Original</translation>
    </message>
    <message>
        <source>Relative error of the layers&apos; outputs</source>
        <translation>Relativer Fehler der Schichtausgaben</translation>
    </message>
    <message>
        <source>Relative error of the weights</source>
        <translation>Relativer Fehler der Gewichte</translation>
    </message>
    <message>
        <source>Seconds to quantize</source>
        <translation>Sekunden zum Quantisieren</translation>
    </message>
    <message>
        <source>Memory while quantizing</source>
        <translation>Speicher beim Quantisieren</translation>
    </message>
    <message>
        <source>This text is not what it was when the calibration was collected. Collect it again.</source>
        <translation>Dieser Text ist nicht mehr der, an dem die Kalibrierung gesammelt wurde. Sammeln Sie sie erneut.</translation>
    </message>
    <message>
        <source>%1 must see what comes into each weight before it can round it. Collect a calibration; it is kept with the workspace.</source>
        <translation>%1 muss sehen, was in jedes Gewicht hineingeht, bevor es runden kann. Sammeln Sie eine Kalibrierung; sie bleibt beim Arbeitsbereich.</translation>
    </message>
    <message>
        <source>%1 looks at the whole model, layer after layer, so nothing is shown while you change it. Add it to the comparison to quantize with it.</source>
        <translation>%1 betrachtet das ganze Modell, Schicht um Schicht, darum ist beim Verstellen nichts zu sehen. Nehmen Sie es in den Vergleich auf, um damit zu quantisieren.</translation>
    </message>
    <message>
        <source>Nothing says what this packed weight is made of.</source>
        <translation>Nichts sagt, woraus dieses gepackte Gewicht besteht.</translation>
    </message>
    <message>
        <source>A packed weight of %1 can only be read row by row.</source>
        <translation>Ein gepacktes Gewicht von %1 kann nur zeilenweise gelesen werden.</translation>
    </message>
    <message>
        <source>4-bit codes in AWQ&apos;s order for matrix products (GEMM), with zero points.</source>
        <translation>4-Bit-Codes in der Reihenfolge von AWQ für Matrixprodukte (GEMM), mit Nullpunkten.</translation>
    </message>
    <message>
        <source>AWQ weights in the layout “%1” cannot be decoded; only gemm can.</source>
        <translation>AWQ-Gewichte in der Anordnung „%1“ können nicht dekodiert werden, nur solche in gemm.</translation>
    </message>
    <message>
        <source>AWQ weights of %1 bits cannot be decoded; only those of 4 can.</source>
        <translation>AWQ-Gewichte von %1 Bit können nicht dekodiert werden, nur solche von 4.</translation>
    </message>
    <message>
        <source>AWQ holds INT4 with scales per group or row, not %1.</source>
        <translation>AWQ fasst INT4 mit Skalen je Gruppe oder Zeile, nicht %1.</translation>
    </message>
    <message>
        <source>AWQ&apos;s scales are 16-bit floats: choose scale=f16.</source>
        <translation>Die Skalen von AWQ sind 16-Bit-Gleitkommazahlen: wählen Sie scale=f16.</translation>
    </message>
    <message>
        <source>AWQ packs eight outputs into a word; %1 rows are no multiple of 8.</source>
        <translation>AWQ packt acht Ausgaben in ein Wort; %1 Zeilen sind kein Vielfaches von 8.</translation>
    </message>
    <message>
        <source>Groups of %1 do not divide rows of %2.</source>
        <translation>Gruppen von %1 teilen Zeilen von %2 nicht.</translation>
    </message>
    <message>
        <source>An AWQ folder has one group size for all weights; here are %1 and %2.</source>
        <translation>Ein AWQ-Ordner hat eine Gruppengröße für alle Gewichte; hier sind es %1 und %2.</translation>
    </message>
    <message>
        <source>It has %1 numbers; the other tensors of this weight ask for %2.</source>
        <translation>Er hat %1 Zahlen; die anderen Tensoren dieses Gewichts verlangen %2.</translation>
    </message>
    <message>
        <source>The state of its quantization is not JSON.</source>
        <translation>Der Zustand seiner Quantisierung ist kein JSON.</translation>
    </message>
    <message>
        <source>The state of its quantization names no matrix.</source>
        <translation>Der Zustand seiner Quantisierung nennt keine Matrix.</translation>
    </message>
    <message>
        <source>%1 × %2 in blocks of %3 cannot be.</source>
        <translation>%1 × %2 in Blöcken von %3 kann nicht sein.</translation>
    </message>
    <message>
        <source>NF4 or FP4 in blocks over the whole matrix, as QLoRA trains on.</source>
        <translation>NF4 oder FP4 in Blöcken über die ganze Matrix, worauf QLoRA trainiert.</translation>
    </message>
    <message>
        <source>bitsandbytes codes stored as %1 cannot be decoded; only uint8 can.</source>
        <translation>Als %1 gespeicherte Codes von bitsandbytes können nicht dekodiert werden, nur uint8.</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; 4-bit layers hold NF4 and FP4, not %1.</source>
        <translation>Die 4-Bit-Schichten von bitsandbytes fassen NF4 und FP4, nicht %1.</translation>
    </message>
    <message>
        <source>The state of its quantization is too long.</source>
        <translation>Der Zustand seiner Quantisierung ist zu lang.</translation>
    </message>
    <message>
        <source>Its rows are interleaved for one kind of GPU, which cannot be decoded.</source>
        <translation>Seine Zeilen sind für eine Art von GPU verschränkt, was nicht dekodiert werden kann.</translation>
    </message>
    <message>
        <source>INT8 under one scale a row, as LLM.int8() computes with.</source>
        <translation>INT8 unter einer Skala je Zeile, womit LLM.int8() rechnet.</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; 8-bit layers hold INT8, not %1.</source>
        <translation>Die 8-Bit-Schichten von bitsandbytes fassen INT8, nicht %1.</translation>
    </message>
    <message>
        <source>bitsandbytes has one scale a row: choose group=0.</source>
        <translation>bitsandbytes hat eine Skala je Zeile: wählen Sie group=0.</translation>
    </message>
    <message>
        <source>bitsandbytes has no zero points: choose a symmetric grid.</source>
        <translation>bitsandbytes hat keine Nullpunkte: wählen Sie ein symmetrisches Raster.</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; scales are 32-bit floats: choose scale=f32.</source>
        <translation>Die Skalen von bitsandbytes sind 32-Bit-Gleitkommazahlen: wählen Sie scale=f32.</translation>
    </message>
    <message>
        <source>A matrix of %1 × %2 cannot be.</source>
        <translation>Eine Matrix von %1 × %2 kann nicht sein.</translation>
    </message>
    <message>
        <source>%1 words do not hold %2 × %3 codes of the bits that config.json names.</source>
        <translation>%1 Wörter fassen keine %2 × %3 Codes der Bitzahl, die config.json nennt.</translation>
    </message>
    <message>
        <source>INT4 or INT8 along the rows (pack-quantized), what LLM Compressor writes for vLLM.</source>
        <translation>INT4 oder INT8 entlang der Zeilen (pack-quantized), was LLM Compressor für vLLM schreibt.</translation>
    </message>
    <message>
        <source>config.json names no integers of 2 to 8 bits for its packed weights.</source>
        <translation>config.json nennt für die gepackten Gewichte keine ganzen Zahlen von 2 bis 8 Bit.</translation>
    </message>
    <message>
        <source>vLLM loads INT4 and INT8 packed, with scales per group or row, not %1.</source>
        <translation>vLLM lädt gepackt INT4 und INT8 mit Skalen je Gruppe oder Zeile, nicht %1.</translation>
    </message>
    <message>
        <source>Scales of packed weights are 16-bit floats: choose scale=f16 or scale=bf16.</source>
        <translation>Skalen gepackter Gewichte sind 16-Bit-Gleitkommazahlen: wählen Sie scale=f16 oder scale=bf16.</translation>
    </message>
    <message>
        <source>%1 codes fill a word, and %2 × %3 does not divide into them.</source>
        <translation>%1 Codes füllen ein Wort, und %2 × %3 lässt sich nicht darin aufteilen.</translation>
    </message>
    <message>
        <source>Its table of levels is not the one of bitsandbytes, so that no format holds its codes.</source>
        <translation>Seine Stufentabelle ist nicht die von bitsandbytes, sodass kein Format seine Codes fasst.</translation>
    </message>
    <message>
        <source>%1 zeros for %2 outputs are codes of neither 2, 3, 4 nor 8 bits.</source>
        <translation>%1 Nullpunkte für %2 Ausgaben sind Codes von weder 2, 3, 4 noch 8 Bit.</translation>
    </message>
    <message>
        <source>Integer codes down the columns, zero points less 1: what most published GPTQ models are and every engine for them loads. Symmetric grids only.</source>
        <translation>Ganzzahlige Codes die Spalten hinunter, Nullpunkte um 1 vermindert: was die meisten veröffentlichten GPTQ-Modelle sind und jede Engine dafür lädt. Nur symmetrische Raster.</translation>
    </message>
    <message>
        <source>As gptq, with zero points as they are, so that asymmetric grids fit.</source>
        <translation>Wie gptq, mit Nullpunkten, wie sie sind, sodass asymmetrische Raster passen.</translation>
    </message>
    <message>
        <source>GPTQ weights in the layout “%1” of one kernel cannot be decoded; only gptq and gptq_v2 can.</source>
        <translation>GPTQ-Gewichte in der Anordnung „%1“ eines einzelnen Kernels können nicht dekodiert werden, nur gptq und gptq_v2.</translation>
    </message>
    <message>
        <source>GPTQ codes packed into %1 cannot be decoded; only int32 can.</source>
        <translation>In %1 gepackte GPTQ-Codes können nicht dekodiert werden, nur int32.</translation>
    </message>
    <message>
        <source>GPTQ holds INT2, INT3, INT4 and INT8 with scales per group or row, not %1.</source>
        <translation>GPTQ fasst INT2, INT3, INT4 und INT8 mit Skalen je Gruppe oder Zeile, nicht %1.</translation>
    </message>
    <message>
        <source>GPTQ&apos;s scales are 16-bit floats: choose scale=f16.</source>
        <translation>Die Skalen von GPTQ sind 16-Bit-Gleitkommazahlen: wählen Sie scale=f16.</translation>
    </message>
    <message>
        <source>GPTQ&apos;s version 1 has no zero point 0, which asymmetric grids need: choose gptq_v2, or a symmetric grid.</source>
        <translation>Version 1 von GPTQ hat keinen Nullpunkt 0, den asymmetrische Raster brauchen: wählen Sie gptq_v2 oder ein symmetrisches Raster.</translation>
    </message>
    <message>
        <source>GPTQ&apos;s kernels load matrices whose rows and columns are multiples of 32, not %1 × %2.</source>
        <translation>Die Kernel von GPTQ laden Matrizen, deren Zeilen und Spalten Vielfache von 32 sind, nicht %1 × %2.</translation>
    </message>
    <message>
        <source>Group %1 of row %2 has the zero point 0, which GPTQ&apos;s version 1 cannot store. Choose gptq_v2.</source>
        <translation>Gruppe %1 von Zeile %2 hat den Nullpunkt 0, den Version 1 von GPTQ nicht speichern kann. Wählen Sie gptq_v2.</translation>
    </message>
    <message>
        <source>Its columns belong to groups in another order (act-order), which no format without a table of groups can hold.</source>
        <translation>Seine Spalten gehören in anderer Reihenfolge zu Gruppen (act-order), was kein Format ohne Gruppentabelle fassen kann.</translation>
    </message>
    <message>
        <source>It is %1; the other tensors of this weight ask for %2.</source>
        <translation>Er ist %1; die anderen Tensoren dieses Gewichts verlangen %2.</translation>
    </message>
    <message>
        <source>Column %1 belongs to group %2, but there are %3 groups.</source>
        <translation>Spalte %1 gehört zu Gruppe %2, aber es gibt %3 Gruppen.</translation>
    </message>
    <message>
        <source>%1 packed weights are shown as the tensors they are made of, because they cannot be read: %2</source>
        <translation>%1 gepackte Gewichte erscheinen als die Tensoren, aus denen sie bestehen, weil sie nicht gelesen werden können: %2</translation>
    </message>
    <message>
        <source>The weights are quantized by the method “%1”, which cannot be decoded: their tensors are shown as they are.</source>
        <translation>Die Gewichte sind mit dem Verfahren „%1“ quantisiert, das nicht dekodiert werden kann: Ihre Tensoren erscheinen, wie sie sind.</translation>
    </message>
    <message>
        <source>The packed weight has no tensor “%1”.</source>
        <translation>Das gepackte Gewicht hat keinen Tensor „%1“.</translation>
    </message>
    <message>
        <source>It is %1 of type %2; %3 axes of type %4 were expected.</source>
        <translation>Er ist %1 vom Typ %2; erwartet wurden %3 Achsen vom Typ %4.</translation>
    </message>
    <message>
        <source>There is no packing “%1”. There are: %2.</source>
        <translation>Es gibt keine Packung „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>A packing is a whole Hugging Face folder, and only such a folder has the config.json and tokenizer for it. Open the folder that this model comes from, or export GGUF.</source>
        <translation>Eine Packung ist ein ganzer Hugging-Face-Ordner, und nur ein solcher hat config.json und Tokenizer dafür. Öffnen Sie den Ordner, aus dem dieses Modell stammt, oder exportieren Sie GGUF.</translation>
    </message>
    <message>
        <source>GPT-2 keeps its matrices turned (Conv1D), and engines do not agree on how to pack those. Export GGUF instead.</source>
        <translation>GPT-2 hält seine Matrizen gedreht (Conv1D), und Engines sind sich nicht einig, wie diese zu packen sind. Exportieren Sie stattdessen GGUF.</translation>
    </message>
    <message>
        <source>Engines load embeddings, the output layer and stacked experts as plain numbers only: the tensor stays as it is.</source>
        <translation>Engines laden Einbettungen, die Ausgabeschicht und gestapelte Experten nur als bloße Zahlen: Der Tensor bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The folder cannot be made here: %1.</source>
        <translation>Der Ordner kann hier nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The finished folder cannot be given its name: %1.</source>
        <translation>Der fertige Ordner kann seinen Namen nicht bekommen: %1.</translation>
    </message>
    <message>
        <source>The folder that this one would be in does not exist.</source>
        <translation>Den Ordner, in dem dieser läge, gibt es nicht.</translation>
    </message>
    <message>
        <source>Something of this name is there already. Name a folder that is new or empty.</source>
        <translation>Etwas dieses Namens gibt es schon. Nennen Sie einen Ordner, der neu oder leer ist.</translation>
    </message>
    <message>
        <source>%1 holds values that %2 has not: they are rounded anew.</source>
        <translation>%1 enthält Werte, die %2 nicht hat: Sie werden neu gerundet.</translation>
    </message>
    <message>
        <source>Nothing that %1 can hold has all values of %2. Name the scheme that they are to be rounded to.</source>
        <translation>Nichts, was %1 fassen kann, hat alle Werte von %2. Nennen Sie das Schema, auf das sie gerundet werden sollen.</translation>
    </message>
    <message>
        <source>It is stored as plain numbers, which have no codes and scales.</source>
        <translation>Er ist als bloße Zahlen gespeichert, die keine Codes und Skalen haben.</translation>
    </message>
    <message>
        <source>No weight of this model is quantized, so there are no codes to convert. Quantize it instead.</source>
        <translation>Kein Gewicht dieses Modells ist quantisiert, also gibt es keine Codes umzusetzen. Quantisieren Sie es stattdessen.</translation>
    </message>
    <message>
        <source>Columns that another operator scales cannot be packed.</source>
        <translation>Spalten, die ein anderer Operator skaliert, können nicht gepackt werden.</translation>
    </message>
    <message>
        <source>The prompt is not UTF-8: byte %1 of it is part of no character. Convert it first.</source>
        <translation>Der Prompt ist kein UTF-8: Byte %1 gehört zu keinem Zeichen. Wandeln Sie ihn erst um.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>eine Liste von Zahlen</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>eine Liste ganzer Zahlen</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a whole number or a list of true and false</source>
        <translation>eine ganze Zahl oder eine Liste aus true und false</translation>
    </message>
    <message>
        <source>“%1” should be %2, but is: %3. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>„%1“ sollte %2 sein, ist aber: %3. Berichtigen Sie das, oder holen Sie die Datei noch einmal von der Quelle des Modells.</translation>
    </message>
    <message>
        <source>Gradients are known of whole sequences only.</source>
        <translation>Gradienten gibt es nur für ganze Sequenzen.</translation>
    </message>
    <message>
        <source>Row %1 of this weight holds NaN or infinite values, so nothing after it can be computed. Get the file again, or, if a scheme made the weight, choose another for it.</source>
        <translation>Zeile %1 dieses Gewichts enthält NaN oder unendliche Werte; alles danach lässt sich nicht berechnen. Holen Sie die Datei noch einmal, oder wählen Sie ein anderes Schema, falls eines das Gewicht gemacht hat.</translation>
    </message>
    <message>
        <source>The activation “%1” (%2), computed with this weight, grew beyond all numbers: NaN or infinite. The weights up to it are damaged or of another model, or a scheme is too coarse for them. Have the file verified, or choose finer schemes.</source>
        <translation>Die Aktivierung „%1“ (%2), berechnet mit diesem Gewicht, wuchs über alle Zahlen: NaN oder unendlich. Die Gewichte bis dahin sind beschädigt oder von einem anderen Modell, oder ein Schema ist zu grob für sie. Lassen Sie die Datei prüfen, oder wählen Sie feinere Schemata.</translation>
    </message>
</context>
<context>
    <name>exportTarget</name>
    <message>
        <source>GGUF: quantized, as llama.cpp loads it</source>
        <translation>GGUF: quantisiert, wie llama.cpp es lädt</translation>
    </message>
    <message>
        <source>safetensors: the decoded weights (simulated)</source>
        <translation>safetensors: die dekodierten Gewichte (simuliert)</translation>
    </message>
    <message>
        <source>%1: a folder for %2</source>
        <translation>%1: ein Ordner für %2</translation>
    </message>
</context>
<context>
    <name>handbook</name>
    <message>
        <source>en</source>
        <comment>folder of the handbook</comment>
        <extracomment>The folder that holds the handbook in this language: &quot;de&quot; for German, &quot;zh_CN&quot; for Simplified Chinese.</extracomment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AboutDialog</name>
    <message>
        <source>&lt;h2&gt;Mantissa %1&lt;/h2&gt;&lt;p&gt;A workbench for the quantization of neural-network weights.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later: you may use, study, share and change it. It comes without any warranty.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;Mantissa %1&lt;/h2&gt;&lt;p&gt;Eine Werkbank für die Quantisierung der Gewichte neuronaler Netze.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später: Sie dürfen sie nutzen, untersuchen, weitergeben und ändern. Ohne jede Gewähr.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>It stands on these libraries, under their own licences:</source>
        <translation>Sie steht auf diesen Bibliotheken, unter deren eigenen Lizenzen:</translation>
    </message>
    <message>
        <source>About Mantissa</source>
        <translation>Über Mantissa</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>Bibliotheken und ihre Lizenzen</translation>
    </message>
    <message>
        <source>&amp;Copy version</source>
        <translation>Version &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyDriver</name>
    <message>
        <source>Prepare to run the model</source>
        <translation>Modell zum Ausführen vorbereiten</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>Text lesen</translation>
    </message>
    <message>
        <source>Evaluate %1</source>
        <translation>%1 auswerten</translation>
    </message>
    <message>
        <source>Evaluate the original</source>
        <translation>Original auswerten</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyModel</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht ausgeführt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>chunk %1 of %2</source>
        <translation>Textstück %1 von %2</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Bytes of the quantized weights in the file; of the original: of the same weights as they are stored.</source>
        <translation>Bytes der quantisierten Gewichte in der Datei; beim Original: derselben Gewichte, wie sie gespeichert sind.</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracySummary</name>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>The model predicts a text, as it was and as each scheme leaves it. KL divergence says how far the predictions moved from the original&apos;s: the best single figure of what was lost.</source>
        <translation>Das Modell sagt einen Text voraus, wie es war und wie jedes Schema es hinterlässt. Die KL-Divergenz sagt, wie weit sich die Vorhersagen vom Original entfernt haben: die beste einzelne Zahl für den Verlust.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Perplexity above the original</source>
        <translation>Perplexität über dem Original</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>What the curve shows. Against the original, the bands are much narrower: a hard passage of the text is hard for all.</source>
        <translation>Was die Kurve zeigt. Gegenüber dem Original sind die Bänder viel schmaler: Eine schwere Textstelle ist für alle schwer.</translation>
    </message>
    <message>
        <source>Perplexity, chunk after chunk</source>
        <translation>Perplexität, Textstück für Textstück</translation>
    </message>
    <message>
        <source>KL divergence: how bad it gets, and how often</source>
        <translation>KL-Divergenz: wie schlimm es wird, und wie oft</translation>
    </message>
    <message>
        <source>Figures of each scheme</source>
        <translation>Kennzahlen jedes Schemas</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies the table as it is shown, for a spreadsheet</source>
        <translation>Kopiert die Tabelle, wie sie gezeigt wird, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>&amp;Save as CSV …</source>
        <translation>Als CSV &amp;speichern …</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
        <source>Choose a text above, then press Run.</source>
        <translation>Oben einen Text wählen, dann „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>Wird ausgewertet …</translation>
    </message>
    <message>
        <source>Press Run: the model then predicts the text as it was and as each scheme leaves it.</source>
        <translation>„Ausführen“ drücken: Das Modell sagt dann den Text voraus, wie es war und wie jedes Schema es hinterlässt.</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Kennzahlen speichern</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>Daten (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>&amp;Evaluate again</source>
        <translation>Erneut aus&amp;werten</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Befehls&amp;zeile kopieren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyView</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>context </source>
        <translation>Kontext </translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Tokens in a chunk of the text; the second half of each is predicted</source>
        <translation>Tokens in einem Textstück; die zweite Hälfte jedes Stücks wird vorhergesagt</translation>
    </message>
    <message>
        <source>all chunks</source>
        <translation>alle Textstücke</translation>
    </message>
    <message>
        <source> chunks</source>
        <translation> Textstücke</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Textstücke</translation>
    </message>
    <message>
        <source>How many chunks of the text are predicted, from its start</source>
        <translation>Wie viele Stücke des Textes von Anfang an vorhergesagt werden</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>A&amp;usführen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbr&amp;echen</translation>
    </message>
    <message>
        <source>Stops all evaluations; what is done stays</source>
        <translation>Hält alle Auswertungen an; was fertig ist, bleibt</translation>
    </message>
    <message>
        <source>Pages of the accuracy</source>
        <translation>Seiten der Genauigkeit</translation>
    </message>
    <message>
        <source>Built-in story</source>
        <translation>Beispieltext</translation>
    </message>
    <message>
        <source>Choose a text …</source>
        <translation>Text wählen …</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The text that the model predicts. A text file can also be dropped here.</source>
        <translation>Der Text, den das Modell vorhersagt. Eine Textdatei kann auch hier abgelegt werden.</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Ein Modell öffnen (Strg+O) oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>Preparing to run the model …</source>
        <translation>Das Ausführen des Modells wird vorbereitet …</translation>
    </message>
    <message>
        <source>This model cannot be run, so its accuracy cannot be measured:</source>
        <translation>Dieses Modell lässt sich nicht ausführen, also auch seine Genauigkeit nicht messen:</translation>
    </message>
    <message>
        <source>Everything else works: sizes, weight errors, export.</source>
        <translation>Alles andere geht: Größen, Gewichtsfehler, Export.</translation>
    </message>
    <message>
        <source>Choose a text that the model shall predict, or drop one here.</source>
        <translation>Einen Text wählen, den das Modell vorhersagen soll, oder hier ablegen.</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
        <source>%1 tokens scored</source>
        <translation>%1 Tokens bewertet</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>noch nicht ausgeführt</translation>
    </message>
    <message>
        <source>%1 of %2 evaluated</source>
        <translation>%1 von %2 ausgewertet</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>Text wählen</translation>
    </message>
    <message>
        <source>Texts (*.txt *.md *.text *.raw);;All files (*)</source>
        <translation>Texte (*.txt *.md *.text *.raw);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Predicts the text with the original and with every scheme that is ticked on the right</source>
        <translation>Sagt den Text mit dem Original und mit jedem rechts angehakten Schema voraus</translation>
    </message>
    <message numerus="yes">
        <source>%n chunk(s)</source>
        <translation>
            <numerusform>%n Textstück</numerusform>
            <numerusform>%n Textstücke</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockFieldsModel</name>
    <message>
        <source>%1, bit %2, %3 bits</source>
        <translation>%1, Bit %2, %3 Bit</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>scales, minima</source>
        <translation>Skalen, Minima</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>codes, scales</source>
        <translation>Codes, Skalen</translation>
    </message>
    <message>
        <source>Byte</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Bytes (hexadecimal)</source>
        <translation>Bytes (hexadezimal)</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockPanel</name>
    <message>
        <source>&amp;Row</source>
        <translation>&amp;Zeile</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>&amp;Spalte</translation>
    </message>
    <message>
        <source>Row of the block</source>
        <translation>Zeile des Blocks</translation>
    </message>
    <message>
        <source>Column of a weight in the block</source>
        <translation>Spalte eines Gewichts im Block</translation>
    </message>
    <message>
        <source>Its bytes, as the file would hold them</source>
        <translation>Seine Bytes, wie die Datei sie enthielte</translation>
    </message>
    <message>
        <source>Weights of the block</source>
        <translation>Gewichte des Blocks</translation>
    </message>
    <message>
        <source>Bytes of the block and what they mean</source>
        <translation>Bytes des Blocks und was sie bedeuten</translation>
    </message>
    <message>
        <source>Weights %1 to %2 of row %3: %4 weights in %5 bits. %6</source>
        <translation>Gewichte %1 bis %2 der Zeile %3: %4 Gewichte in %5 Bit. %6</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockValuesModel</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>Decodiert</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CalibrationDialog</name>
    <message>
        <source>&amp;Collect</source>
        <translation>&amp;Sammeln</translation>
    </message>
    <message>
        <source>Collect calibration from a text</source>
        <translation>Kalibrierung aus einem Text sammeln</translation>
    </message>
    <message>
        <source>A text file, or a folder of them</source>
        <translation>Eine Textdatei oder ein Ordner davon</translation>
    </message>
    <message>
        <source>The built-in story</source>
        <translation>Die eingebaute Geschichte</translation>
    </message>
    <message>
        <source>Of a folder, all files are read whose names end in .txt, .text or .md</source>
        <translation>Von einem Ordner werden alle Dateien gelesen, deren Namen auf .txt, .text oder .md enden</translation>
    </message>
    <message>
        <source>&amp;Text …</source>
        <translation>&amp;Text …</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>Text wählen</translation>
    </message>
    <message>
        <source>Texts (*.txt *.text *.md);;All files (*)</source>
        <translation>Texte (*.txt *.text *.md);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Fol&amp;der …</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Choose a folder of texts</source>
        <translation>Ordner mit Texten wählen</translation>
    </message>
    <message>
        <source>T&amp;ext</source>
        <translation>T&amp;ext</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Tokens in a chunk of the text</source>
        <translation>Token in einem Stück des Textes</translation>
    </message>
    <message>
        <source>C&amp;ontext</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>all of the text</source>
        <translation>der ganze Text</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Textstücke</translation>
    </message>
    <message>
        <source>How many chunks of the text are run, from its start</source>
        <translation>Wie viele Stücke des Textes gelesen werden, vom Anfang an</translation>
    </message>
    <message>
        <source>C&amp;hunks</source>
        <translation>Te&amp;xtstücke</translation>
    </message>
    <message>
        <source>Sums, ranges, counts and histograms of every layer&apos;s input; workspaces refer to it</source>
        <translation>Summen, Bereiche, Anzahlen und Histogramme der Eingaben jeder Schicht; Arbeitsbereiche verweisen darauf</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>Keep the calibration in</source>
        <translation>Kalibrierung behalten in</translation>
    </message>
    <message>
        <source>Calibrations (*.safetensors)</source>
        <translation>Kalibrierungen (*.safetensors)</translation>
    </message>
    <message>
        <source>&amp;Keep in</source>
        <translation>&amp;Behalten in</translation>
    </message>
    <message>
        <source>Keep in</source>
        <translation>Behalten in</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The model reads the text once; the Jobs panel shows how far it is and cancels it. Then errors in columns with large inputs count more.</source>
        <translation>Das Modell liest den Text einmal; der Bereich „Aufgaben“ zeigt, wie weit es ist, und bricht es ab. Danach zählen Fehler in Spalten mit großen Eingaben mehr.</translation>
    </message>
    <message>
        <source>Choose a text.</source>
        <translation>Wählen Sie einen Text.</translation>
    </message>
    <message>
        <source>Choose where to keep what is seen.</source>
        <translation>Wählen Sie, wo das Gesehene behalten wird.</translation>
    </message>
    <message>
        <source>This file is there already; it will be replaced.</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CalibrationNotice</name>
    <message>
        <source>%1 must see what comes into each weight. Collect a calibration once; the workspace keeps it.</source>
        <translation>%1 muss sehen, was in jedes Gewicht hineingeht. Sammeln Sie einmal eine Kalibrierung; der Arbeitsbereich behält sie.</translation>
    </message>
    <message>
        <source>The calibration in use cannot serve %1: %2</source>
        <translation>Die verwendete Kalibrierung taugt nicht für %1: %2</translation>
    </message>
    <message>
        <source>An importance matrix alone is not enough for %1, which runs the model on the text itself. Collect a calibration once; the workspace keeps it.</source>
        <translation>Eine Wichtigkeitsmatrix allein genügt %1 nicht, das das Modell selbst über den Text laufen lässt. Sammeln Sie einmal eine Kalibrierung; der Arbeitsbereich behält sie.</translation>
    </message>
    <message>
        <source>&amp;Collect calibration …</source>
        <translation>&amp;Kalibrierung sammeln …</translation>
    </message>
    <message>
        <source>Runs the model on a text of your choice, as a job that can be cancelled</source>
        <translation>Lässt das Modell über einen Text Ihrer Wahl laufen, als Auftrag, der sich abbrechen lässt</translation>
    </message>
    <message>
        <source>%1 goes through the whole model, layer after layer, so no figure follows while you change it.</source>
        <translation>%1 geht durch das ganze Modell, Schicht um Schicht, darum folgt keine Zahl, während Sie es verstellen.</translation>
    </message>
    <message>
        <source>&amp;Quantize with it</source>
        <translation>&amp;Damit quantisieren</translation>
    </message>
    <message>
        <source>Adds it to the comparison: a job quantizes every weight and measures it, calibrated on %1</source>
        <translation>Nimmt es in den Vergleich auf: Ein Auftrag quantisiert jedes Gewicht und misst es, kalibriert an %1</translation>
    </message>
    <message>
        <source>Quantizing the model, layer after layer, calibrated on %1 …</source>
        <translation>Das Modell wird Schicht um Schicht quantisiert, kalibriert an %1 …</translation>
    </message>
    <message>
        <source>Calibrated on %1.</source>
        <translation>Kalibriert an %1.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CertificateModel</name>
    <message>
        <source>✓ equal</source>
        <translation>✓ gleich</translation>
    </message>
    <message>
        <source>✗ differs</source>
        <translation>✗ verschieden</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>Decodiert</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CommandPalette</name>
    <message>
        <source>Go to anything</source>
        <translation>Überallhin gehen</translation>
    </message>
    <message>
        <source>A command, tensor, scheme or handbook page</source>
        <translation>Befehl, Tensor, Schema oder Handbuchseite</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompareModel</name>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>der Bezug</translation>
    </message>
    <message>
        <source>regret: %1</source>
        <translation>Nachteil: %1</translation>
    </message>
    <message>
        <source>difference: %1</source>
        <translation>Unterschied: %1</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2</source>
        <translation>Gauß-Schranke %1, bester skalarer %2</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompareView</name>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Totals of the schemes</source>
        <translation>Gesamtwerte der Schemata</translation>
    </message>
    <message>
        <source>Figures of the tensors</source>
        <translation>Kennzahlen der Tensoren</translation>
    </message>
    <message>
        <source>Above, every scheme over the whole model; below, tensor by tensor. In a row ▲ is the best and ▼ the worst; * marks a fallback.</source>
        <translation>Oben jedes Schema über das ganze Modell, unten Tensor für Tensor. ▲ ist der beste, ▼ der schlechteste Wert der Zeile; * markiert ein Ersatzschema.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Regret</source>
        <translation>Nachteil</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Was gemessen wurde</translation>
    </message>
    <message>
        <source>How much worse than the best of the row; sort a column by it to see where this scheme is the wrong choice</source>
        <translation>Wie viel schlechter als das Beste der Zeile; danach sortiert zeigt eine Spalte, wo dieses Schema die falsche Wahl ist</translation>
    </message>
    <message>
        <source>Against the reference ⚑, which is the pinned scheme or else the first one</source>
        <translation>Gegen den Bezug ⚑: das angeheftete Schema oder sonst das erste</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>What the numbers are: figures, regret against the best of the row, or differences from the reference</source>
        <translation>Was die Zahlen sind: Kennzahlen, der Nachteil gegenüber dem Besten der Zeile oder der Unterschied zum Bezug</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>Histogramme</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Andere Datei</translation>
    </message>
    <message>
        <source>Pages of the comparison</source>
        <translation>Seiten des Vergleichs</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Kommando&amp;zeile kopieren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompletionDelegate</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ContinuationDriver</name>
    <message>
        <source>Continue with %1</source>
        <translation>Fortsetzen mit %1</translation>
    </message>
    <message>
        <source>Continue with the original</source>
        <translation>Fortsetzen mit dem Original</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ContinuationPage</name>
    <message>
        <source>Continuations</source>
        <translation>Fortsetzungen</translation>
    </message>
    <message>
        <source>How the model goes on from a prompt, and where each scheme&apos;s answer first leaves the original&apos;s. Drawn answers share their luck: with the same seed they part only where predictions do.</source>
        <translation>Wie das Modell einen Anfang fortsetzt und wo die Antwort jedes Schemas zuerst vom Original abweicht. Ausgeloste Antworten teilen ihr Glück: Mit demselben Startwert trennen sie sich nur, wo es die Vorhersagen tun.</translation>
    </message>
    <message>
        <source>Most likely token (greedy)</source>
        <translation>Wahrscheinlichstes Token (gierig)</translation>
    </message>
    <message>
        <source>Draw by chance</source>
        <translation>Auslosen</translation>
    </message>
    <message>
        <source>Choice of tokens</source>
        <translation>Wahl der Tokens</translation>
    </message>
    <message>
        <source>How each token is chosen from the predictions</source>
        <translation>Wie jedes Token aus den Vorhersagen gewählt wird</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>The beginning of a text</source>
        <translation>Der Anfang eines Textes</translation>
    </message>
    <message>
        <source>The beginning of a text that the model goes on with</source>
        <translation>Der Anfang eines Textes, den das Modell fortsetzt</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>1: as the model predicts; less: more of the likely; more: more of the unlikely</source>
        <translation>1: wie das Modell vorhersagt; weniger: mehr vom Wahrscheinlichen; mehr: mehr vom Unwahrscheinlichen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Fixes the chance: the same seed gives the same answers</source>
        <translation>Legt den Zufall fest: Derselbe Startwert gibt dieselben Antworten</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Tokens</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>At most so many tokens</source>
        <translation>Höchstens so viele Tokens</translation>
    </message>
    <message>
        <source>Co&amp;ntinue</source>
        <translation>For&amp;tsetzen</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Copies all continuations as plain text</source>
        <translation>Kopiert alle Fortsetzungen als reinen Text</translation>
    </message>
    <message>
        <source>Continuation of the original</source>
        <translation>Fortsetzung des Originals</translation>
    </message>
    <message>
        <source>Continuations of the schemes</source>
        <translation>Fortsetzungen der Schemata</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Press Continue: the original and every scheme shown go on from the prompt.</source>
        <translation>„Fortsetzen“ drücken: Das Original und jedes gezeigte Schema setzen den Anfang fort.</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbr&amp;echen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageDialog</name>
    <message>
        <source>Coverage of the importance matrix</source>
        <translation>Abdeckung der Wichtigkeitsmatrix</translation>
    </message>
    <message>
        <source>Coverage of every weight</source>
        <translation>Abdeckung jedes Gewichts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No importance matrix is loaded: all columns of a weight count alike.</source>
        <translation>Keine Wichtigkeitsmatrix ist geladen: Alle Spalten eines Gewichts zählen gleich.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;: %2 chunks of text</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;: %2 Textstücke</translation>
    </message>
    <message>
        <source> from %1</source>
        <translation> aus %1</translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) of the model are not in it.</source>
        <translation>
            <numerusform>%n Gewicht des Modells ist nicht darin.</numerusform>
            <numerusform>%n Gewichte des Modells sind nicht darin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) have columns or experts that saw nothing: a longer or more varied text would help.</source>
        <translation>
            <numerusform>%n Gewicht hat Spalten oder Experten, die nichts gesehen haben: Ein längerer oder bunterer Text würde helfen.</numerusform>
            <numerusform>%n Gewichte haben Spalten oder Experten, die nichts gesehen haben: Ein längerer oder bunterer Text würde helfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every column and expert of the others saw something.</source>
        <translation>Jede Spalte und jeder Experte der übrigen hat etwas gesehen.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageModel</name>
    <message>
        <source>not in the matrix</source>
        <translation>nicht in der Matrix</translation>
    </message>
    <message>
        <source>The matrix does not know this weight: all its columns count alike.</source>
        <translation>Die Matrix kennt dieses Gewicht nicht: Alle seine Spalten zählen gleich.</translation>
    </message>
    <message>
        <source>%1 of %2 columns saw no input but zeros.</source>
        <translation>%1 von %2 Spalten sahen nur Nullen als Eingabe.</translation>
    </message>
    <message>
        <source>Expert %1: %2 tokens, %3 silent columns</source>
        <translation>Experte %1: %2 Token, %3 stumme Spalten</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation>Gesehene Token</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>Experten</translation>
    </message>
    <message>
        <source>Unseen experts</source>
        <translation>Ungesehene Experten</translation>
    </message>
    <message>
        <source>Silent columns</source>
        <translation>Stumme Spalten</translation>
    </message>
    <message>
        <source>In the heaviest 1 %</source>
        <translation>In den schwersten 1 %</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>Gewichte des Modells</translation>
    </message>
    <message>
        <source>Tokens of calibration text that came in; of experts, the fewest and the most</source>
        <translation>Token des Kalibrierungstexts, die ankamen; bei Experten die wenigsten und die meisten</translation>
    </message>
    <message>
        <source>Experts of the tensor</source>
        <translation>Experten des Tensors</translation>
    </message>
    <message>
        <source>Experts that saw no token: their columns all count alike</source>
        <translation>Experten, die kein Token sahen: Ihre Spalten zählen alle gleich</translation>
    </message>
    <message>
        <source>Columns whose inputs were all zero, of experts that saw tokens: errors there count nothing</source>
        <translation>Spalten, deren Eingaben alle null waren, bei Experten, die Token sahen: Fehler dort zählen nichts</translation>
    </message>
    <message>
        <source>The part of all squared inputs that the heaviest hundredth of the columns holds</source>
        <translation>Der Anteil aller quadrierten Eingaben, den das schwerste Hundertstel der Spalten hält</translation>
    </message>
    <message>
        <source>%1 chunks</source>
        <translation>%1 Abschnitte</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffDriver</name>
    <message>
        <source>Compare with %1</source>
        <translation>Vergleich mit %1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffModel</name>
    <message>
        <source>only in the other file</source>
        <translation>nur in der anderen Datei</translation>
    </message>
    <message>
        <source>not in the other file</source>
        <translation>nicht in der anderen Datei</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>equal values, other bytes</source>
        <translation>gleiche Werte, andere Bytes</translation>
    </message>
    <message>
        <source>equal, byte for byte</source>
        <translation>gleich, Byte für Byte</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Relative RMSE (%)</source>
        <translation>Relativer RMSE (%)</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>Max. Fehler</translation>
    </message>
    <message>
        <source>Type here</source>
        <translation>Typ hier</translation>
    </message>
    <message>
        <source>Type there</source>
        <translation>Typ dort</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffPanel</name>
    <message>
        <source>Choose a &amp;file …</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
    <message>
        <source>Another file of the same model: the one it was made from, or another build</source>
        <translation>Eine andere Datei desselben Modells: die, aus der es entstand, oder eine andere Fassung</translation>
    </message>
    <message>
        <source>Tensors of both files</source>
        <translation>Tensoren beider Dateien</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Öffnen Sie ein Modell (Strg+O), oder legen Sie eine Datei hier ab.</translation>
    </message>
    <message>
        <source>Compare the open model with another file of it, tensor by tensor: what is equal byte for byte, what differs and by how much, what is missing.</source>
        <translation>Das offene Modell Tensor für Tensor mit einer anderen Datei davon vergleichen: was Byte für Byte gleich ist, was sich wie sehr unterscheidet, was fehlt.</translation>
    </message>
    <message>
        <source>Comparing with %1 …</source>
        <translation>Vergleiche mit %1 …</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) equal byte for byte</source>
        <translation>
            <numerusform>%n Tensor Byte für Byte gleich</numerusform>
            <numerusform>%n Tensoren Byte für Byte gleich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n equal in value</source>
        <translation>
            <numerusform>%n mit gleichen Werten</numerusform>
            <numerusform>%n mit gleichen Werten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different</source>
        <translation>
            <numerusform>%n verschieden</numerusform>
            <numerusform>%n verschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not comparable</source>
        <translation>
            <numerusform>%n nicht vergleichbar</numerusform>
            <numerusform>%n nicht vergleichbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not in the other file</source>
        <translation>
            <numerusform>%n nicht in der anderen Datei</numerusform>
            <numerusform>%n nicht in der anderen Datei</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in the other file</source>
        <translation>
            <numerusform>%n nur in der anderen Datei</numerusform>
            <numerusform>%n nur in der anderen Datei</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; beside this file: %2.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; neben dieser Datei: %2.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>What differs has a relative RMSE of %1 together.</source>
        <translation>Was sich unterscheidet, hat zusammen einen relativen RMSE von %1.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ExportDialog</name>
    <message>
        <source>Export a quantized model</source>
        <translation>Quantisiertes Modell exportieren</translation>
    </message>
    <message>
        <source>A recipe such as Q4_K_M, or a scheme such as Q4_K/search</source>
        <translation>Ein Rezept wie Q4_K_M oder ein Schema wie Q4_K/search</translation>
    </message>
    <message>
        <source>Exceptions, one a line: ffn_down=Q6_K</source>
        <translation>Ausnahmen, eine pro Zeile: ffn_down=Q6_K</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>&amp;Plan</translation>
    </message>
    <message>
        <source>E&amp;xceptions</source>
        <translation>&amp;Ausnahmen</translation>
    </message>
    <message>
        <source>&amp;Container</source>
        <translation>&amp;Container</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Certificate of every tensor</source>
        <translation>Zertifikat jedes Tensors</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors)</source>
        <translation>Modelle (*.gguf *.safetensors)</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>Vorprüfung</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; in the file (%2), %3 bits per weight</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; in der Datei (%2), %3 Bit pro Gewicht</translation>
    </message>
    <message>
        <source>Quantizing, writing and checking %1</source>
        <translation>%1 wird quantisiert, geschrieben und geprüft</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Written, read back and equal, bit for bit.</source>
        <translation>Geschrieben, zurückgelesen und gleich, Bit für Bit.</translation>
    </message>
    <message>
        <source>What was read back differs from what was written. Do not use this file.</source>
        <translation>Das Zurückgelesene weicht vom Geschriebenen ab. Diese Datei nicht verwenden.</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Kommando&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>The mantissa-cli line that writes the same file</source>
        <translation>Die mantissa-cli-Zeile, die dieselbe Datei schreibt</translation>
    </message>
    <message>
        <source>&amp;Keep codes and scales where grids coincide</source>
        <translation>Codes und Skalen &amp;behalten, wo die Raster zusammenfallen</translation>
    </message>
    <message>
        <source>This model is quantized already. A weight whose values the plan&apos;s scheme can all hold is moved to it without being rounded again.</source>
        <translation>Dieses Modell ist schon quantisiert. Ein Gewicht, dessen Werte das Schema des Plans alle fassen kann, wird dorthin umgesetzt, ohne noch einmal gerundet zu werden.</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>Exportieren in</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingModel</name>
    <message>
        <source>Problem</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Warum es zählt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingsDriver</name>
    <message>
        <source>Look %1 over</source>
        <translation>%1 durchsehen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingsPanel</name>
    <message>
        <source>Findings in this file</source>
        <translation>Befunde in dieser Datei</translation>
    </message>
    <message>
        <source>The chosen finding</source>
        <translation>Der gewählte Befund</translation>
    </message>
    <message>
        <source>&amp;Copy list</source>
        <translation>Liste &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save list …</source>
        <translation>Liste &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Erneut durchsehen</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Es ist kein Modell offen.</translation>
    </message>
    <message>
        <source>Looking the file over …</source>
        <translation>Die Datei wird durchgesehen …</translation>
    </message>
    <message>
        <source>Cancelled: the file was not looked over to its end.</source>
        <translation>Abgebrochen: die Datei wurde nicht bis zu Ende durchgesehen.</translation>
    </message>
    <message>
        <source>%1: nothing stands out.</source>
        <translation>%1: nichts fällt auf.</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4.</source>
        <translation>%1: %2, %3, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a finding to read why it matters.</source>
        <translation>Wählen Sie einen Befund, um zu lesen, warum er zählt.</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>Save the list of findings</source>
        <translation>Liste der Befunde speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FormatsPanel</name>
    <message>
        <source>The tensor under all formats</source>
        <translation>Der Tensor in allen Formaten</translation>
    </message>
    <message>
        <source>with &amp;search</source>
        <translation>mit &amp;search</translation>
    </message>
    <message>
        <source>Each format once more with the method that looks for better values</source>
        <translation>Jedes Format noch einmal mit der Methode, die bessere Werte sucht</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>Zum Vergleich &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save table …</source>
        <translation>Tabelle &amp;speichern …</translation>
    </message>
    <message>
        <source>Size and error</source>
        <translation>Größe und Fehler</translation>
    </message>
    <message>
        <source>%1 of %2 formats tried</source>
        <translation>%1 von %2 Formaten probiert</translation>
    </message>
    <message numerus="yes">
        <source>%n format(s) from a sample (≈), exact follows</source>
        <translation>
            <numerusform>%n Format aus einer Stichprobe (≈), genau folgt</numerusform>
            <numerusform>%n Formate aus einer Stichprobe (≈), genau folgt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n format(s), exact</source>
        <translation>
            <numerusform>%n Format, genau</numerusform>
            <numerusform>%n Formate, genau</numerusform>
        </translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HandbookWindow</name>
    <message>
        <source>Handbook</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>The handbook has no page “%1”.</source>
        <translation>Das Handbuch hat keine Seite „%1“.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Pages with “%1”</source>
        <translation>Seiten mit „%1“</translation>
    </message>
    <message>
        <source>None. Try a single word, or the name of a format or figure.</source>
        <translation>Keine. Ein einzelnes Wort oder den Namen eines Formats oder einer Kenngröße versuchen.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HeatStrip</name>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>&amp;Daten kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>Bilder (*.png *.svg *.pdf);;Daten (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HistogramDriver</name>
    <message>
        <source>Histogram of %1</source>
        <translation>Histogramm von %1</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HistogramPanel</name>
    <message>
        <source>Loga&amp;rithmic</source>
        <translation>Loga&amp;rithmisch</translation>
    </message>
    <message>
        <source>Count on a logarithmic axis, to see rare values</source>
        <translation>Logarithmisch zählen, um seltene Werte zu sehen</translation>
    </message>
    <message>
        <source>Histograms of the schemes</source>
        <translation>Histogramme der Schemata</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>Berechnung läuft …</translation>
    </message>
    <message>
        <source>kept as it is</source>
        <translation>bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Öffnen Sie ein Modell (Strg+O), oder legen Sie eine Datei hier ab.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;: values before (grey) and after, in per cent of the weights; beside each name the relative RMSE. Click one to select its scheme.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;: Werte vorher (grau) und nachher, in Prozent der Gewichte; neben jedem Namen der relative RMSE. Ein Klick wählt das Schema.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HurtDriver</name>
    <message>
        <source>What %1 hurts</source>
        <translation>Was %1 trifft</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::JobModel</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 M/s</source>
        <translation>%1 M/s</translation>
    </message>
    <message>
        <source>Millions of weights a second, on average</source>
        <translation>Millionen Gewichte je Sekunde, im Mittel</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>&amp;Cancel job</source>
        <translation>Aufgabe a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>Alle abb&amp;rechen</translation>
    </message>
    <message>
        <source>Clear &amp;finished</source>
        <translation>Erledigte entfer&amp;nen</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>nach %1 s</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>&amp;Details kopieren</translation>
    </message>
    <message>
        <source>What was tried and what was said, for a message to somebody who can help</source>
        <translation>Was versucht und was gesagt wurde, für eine Nachricht an jemanden, der helfen kann</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::LayersView</name>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>One line a scheme: where in the network it hurts. Click a point to look at that layer&apos;s weights.</source>
        <translation>Eine Linie pro Schema: wo im Netz es wehtut. Ein Klick auf einen Punkt zeigt die Gewichte dieser Schicht.</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>The figure that is drawn</source>
        <translation>Die gezeichnete Kennzahl</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Only weights of this role</source>
        <translation>Nur Gewichte dieser Rolle</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>&amp;Logarithmisch</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Ein Modell öffnen (Strg+O) oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>Alle Gewichte</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Every tensor</source>
        <translation>Jeder Tensor</translation>
    </message>
    <message>
        <source>Pages of the layers</source>
        <translation>Seiten der Schichten</translation>
    </message>
    <message>
        <source>Every tensor under every scheme, as colours</source>
        <translation>Jeder Tensor unter jedem Schema, als Farben</translation>
    </message>
    <message>
        <source>Weights that suffer most</source>
        <translation>Gewichte, die am meisten leiden</translation>
    </message>
    <message>
        <source>Here it will say which layers suffer most, and why.</source>
        <translation>Hier wird stehen, welche Schichten am meisten leiden, und warum.</translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) stand(s) out from their kind:</source>
        <translation>
            <numerusform>%n Gewicht fällt unter seinesgleichen auf:</numerusform>
            <numerusform>%n Gewichte fallen unter ihresgleichen auf:</numerusform>
        </translation>
    </message>
    <message>
        <source>No weight stands out from its kind; the worst are:</source>
        <translation>Kein Gewicht fällt unter seinesgleichen auf; am schlechtesten sind:</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MainWindow</name>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell geöffnet.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1, %n Schicht</numerusform>
            <numerusform>%1, %n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>errors against %1</source>
        <translation>Fehler gegen %1</translation>
    </message>
    <message>
        <source>errors against this file</source>
        <translation>Fehler gegen diese Datei</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are measured against what it decodes to, not against the weights it was made from.</source>
        <translation>Dieses Modell ist bereits quantisiert. Fehler werden gegen das gemessen, was es decodiert ergibt, nicht gegen die Gewichte, aus denen es entstand.</translation>
    </message>
    <message>
        <source>Choose the original …</source>
        <translation>Original wählen …</translation>
    </message>
    <message>
        <source>Open another …</source>
        <translation>Anderes öffnen …</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Open a model&apos;s folder</source>
        <translation>Ordner eines Modells öffnen</translation>
    </message>
    <message>
        <source>%1 was written, read back and is equal, bit for bit.</source>
        <translation>%1 wurde geschrieben, zurückgelesen und ist gleich, Bit für Bit.</translation>
    </message>
    <message>
        <source>%1 does not read back as it was written. Do not use it.</source>
        <translation>%1 liest sich nicht zurück, wie es geschrieben wurde. Nicht verwenden.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>Der Bericht wurde nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Choose the original</source>
        <translation>Original wählen</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors *.json);;All files (*)</source>
        <translation>Modelle (*.gguf *.safetensors *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;folder …</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Choose &amp;original …</source>
        <translation>Original &amp;wählen …</translation>
    </message>
    <message>
        <source>Measure against &amp;this file</source>
        <translation>An dieser Datei &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Report …</source>
        <translation>Be&amp;richt …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>Zum Vergleich &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove from comparison</source>
        <translation>Aus dem Vergleich &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Cancel all jobs</source>
        <translation>&amp;Alle Aufgaben abbrechen</translation>
    </message>
    <message>
        <source>&amp;Filter tensors</source>
        <translation>Tensoren &amp;filtern</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Layout &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;About Mantissa</source>
        <translation>Ü&amp;ber Mantissa</translation>
    </message>
    <message>
        <source>&amp;Tensor</source>
        <translation>&amp;Tensor</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Schichten</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>Trade-&amp;off</source>
        <translation>A&amp;bwägung</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Scheme</source>
        <translation>&amp;Schema</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>Schemata</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Erneut &amp;messen</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors *.json *.npy *.npz *.mantissa);;All files (*)</source>
        <translation>Modelle (*.gguf *.safetensors *.json *.npy *.npz *.mantissa);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Save workspace</source>
        <translation>Arbeitsbereich &amp;speichern</translation>
    </message>
    <message>
        <source>Save workspace &amp;as …</source>
        <translation>Arbeitsbereich speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Se&amp;ttings …</source>
        <translation>Eins&amp;tellungen …</translation>
    </message>
    <message>
        <source>&amp;Go to anything …</source>
        <translation>Überallhin &amp;gehen …</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Workspaces (*.mantissa)</source>
        <translation>Arbeitsbereiche (*.mantissa)</translation>
    </message>
    <message>
        <source>Mantissa did not end in good order last time. What was open then is open again.</source>
        <translation>Mantissa wurde letztes Mal nicht ordentlich beendet. Was damals offen war, ist wieder offen.</translation>
    </message>
    <message>
        <source>Save the workspace</source>
        <translation>Arbeitsbereich speichern</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Recip&amp;e</source>
        <translation>Re&amp;zept</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>columns weighed by %1</source>
        <translation>Spalten gewichtet mit %1</translation>
    </message>
    <message>
        <source>Choose an importance matrix</source>
        <translation>Wichtigkeitsmatrix wählen</translation>
    </message>
    <message>
        <source>Load &amp;importance matrix …</source>
        <translation>&amp;Wichtigkeitsmatrix laden …</translation>
    </message>
    <message>
        <source>&amp;Forget the importance matrix</source>
        <translation>Wichtigkeitsmatrix &amp;vergessen</translation>
    </message>
    <message>
        <source>Co&amp;verage of the importance matrix</source>
        <translation>A&amp;bdeckung der Wichtigkeitsmatrix</translation>
    </message>
    <message>
        <source>&amp;Accuracy</source>
        <translation>&amp;Genauigkeit</translation>
    </message>
    <message>
        <source>&amp;Evaluate the model</source>
        <translation>Modell &amp;auswerten</translation>
    </message>
    <message>
        <source>&amp;Pin as reference</source>
        <translation>Als &amp;Bezug anheften</translation>
    </message>
    <message>
        <source>Show &amp;only this</source>
        <translation>&amp;Nur dieses zeigen</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Re&amp;name …</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Compare with another file …</source>
        <translation>Mit anderer Datei &amp;vergleichen …</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>&amp;Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Rename the scheme</source>
        <translation>Schema umbenennen</translation>
    </message>
    <message>
        <source>What %1 is called in all views; empty: by its own name again</source>
        <translation>Wie %1 in allen Ansichten heißt; leer: wieder beim eigenen Namen</translation>
    </message>
    <message>
        <source>Choose a file to compare with</source>
        <translation>Datei zum Vergleich wählen</translation>
    </message>
    <message>
        <source>Welcome to Mantissa</source>
        <translation>Willkommen bei Mantissa</translation>
    </message>
    <message>
        <source>See what quantization would do to every weight of a model: what it costs, what it breaks, and where. Nothing leaves this computer. This takes a minute; Esc skips it, and it is in the Help menu.</source>
        <translation>Sehen Sie, was Quantisierung mit jedem Gewicht eines Modells macht: was sie kostet, was sie beschädigt und wo. Nichts verlässt diesen Rechner. Der Rundgang dauert eine Minute; Esc überspringt ihn, und er steht im Menü Hilfe.</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>All tensors of the file that is open. At first that is a small demo; open your own with Ctrl+O or drop it here. The tensor chosen here is chosen everywhere.</source>
        <translation>Alle Tensoren der offenen Datei. Zu Beginn ist das eine kleine Demo; öffnen Sie Ihre eigene mit Strg+O oder ziehen Sie sie hierher. Der hier gewählte Tensor ist überall gewählt.</translation>
    </message>
    <message>
        <source>The schemes</source>
        <translation>Die Schemata</translation>
    </message>
    <message>
        <source>What is compared: formats such as Q4_K and whole recipes such as Q4_K_M, each with its colour and mark. Shape one below and add it with Ctrl+Return.</source>
        <translation>Was verglichen wird: Formate wie Q4_K und ganze Rezepte wie Q4_K_M, jedes mit Farbe und Zeichen. Formen Sie unten eines und fügen Sie es mit Strg+Eingabe hinzu.</translation>
    </message>
    <message>
        <source>One tensor</source>
        <translation>Ein Tensor</translation>
    </message>
    <message>
        <source>Its weights before and after, its codes and scales, a map of every weight, the bytes of a block. Drag a slider on the right: the answer follows.</source>
        <translation>Seine Gewichte vorher und nachher, Codes und Skalenfaktoren, eine Karte jedes Gewichts, die Bytes eines Blocks. Ziehen Sie rechts an einem Regler: Die Antwort folgt.</translation>
    </message>
    <message>
        <source>Layers: where it hurts</source>
        <translation>Schichten: wo es wehtut</translation>
    </message>
    <message>
        <source>Which layers the selected scheme hurts most, and why, in words below the chart. Click a line to look at that weight.</source>
        <translation>Welche Schichten das gewählte Schema am härtesten trifft und warum, in Worten unter dem Bild. Ein Klick auf eine Zeile zeigt das Gewicht.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Every tensor under every scheme. Right-click a head to pin, rename or move a scheme; look at histograms side by side, or at another file of the same model.</source>
        <translation>Jeder Tensor unter jedem Schema. Ein Rechtsklick auf einen Spaltenkopf heftet ein Schema an, benennt oder verschiebt es; auch Histogramme nebeneinander oder eine andere Datei desselben Modells.</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Give more bits to what needs them: rules from top to bottom, with the exact size as you type.</source>
        <translation>Mehr Bits für das, was sie braucht: Regeln von oben nach unten, mit der genauen Größe beim Tippen.</translation>
    </message>
    <message>
        <source>Take it along</source>
        <translation>Zum Mitnehmen</translation>
    </message>
    <message>
        <source>Export writes the quantized file, reads it back and certifies it. Report makes pages to send. Everything has a command line to copy. Ctrl+K finds anything, F1 opens the handbook.</source>
        <translation>Exportieren schreibt die quantisierte Datei, liest sie zurück und beglaubigt sie. Bericht macht Seiten zum Versenden. Alles hat eine Kommandozeile zum Kopieren. Strg+K findet alles, F1 öffnet das Handbuch.</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) in this file.</source>
        <translation>
            <numerusform>%n Befund in dieser Datei.</numerusform>
            <numerusform>%n Befunde in dieser Datei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Liste zeigen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>perplexity %1</source>
        <translation>Perplexität %1</translation>
    </message>
    <message>
        <source>Collect cali&amp;bration from text …</source>
        <translation>Kali&amp;brierung aus Text sammeln …</translation>
    </message>
    <message>
        <source>Importance matrices (*.gguf *.imatrix *.dat *.safetensors);;All files (*)</source>
        <translation>Wichtigkeitsmatrizen (*.gguf *.imatrix *.dat *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The calibration is collected and in use; %1 keeps it.</source>
        <translation>Die Kalibrierung ist gesammelt und wird benutzt; %1 enthält sie.</translation>
    </message>
    <message>
        <source>Show its coverage</source>
        <translation>Ihre Abdeckung zeigen</translation>
    </message>
    <message>
        <source>Choose again …</source>
        <translation>Noch einmal wählen …</translation>
    </message>
    <message>
        <source>The importance matrix %1 has changed since the workspace was saved: figures may differ.</source>
        <translation>Die Wichtigkeitsmatrix %1 hat sich geändert, seit der Arbeitsbereich gespeichert wurde: Zahlen können abweichen.</translation>
    </message>
    <message>
        <source>The workspace&apos;s importance matrix is not in use. %1</source>
        <translation>Die Wichtigkeitsmatrix des Arbeitsbereichs wird nicht benutzt. %1</translation>
    </message>
    <message>
        <source>Choose another …</source>
        <translation>Eine andere wählen …</translation>
    </message>
    <message>
        <source>The calibration weighs columns, but methods such as gptq cannot use it: %1</source>
        <translation>Die Kalibrierung gewichtet Spalten, aber Verfahren wie gptq können sie nicht nutzen: %1</translation>
    </message>
    <message>
        <source>Collect again …</source>
        <translation>Erneut sammeln …</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Neues Fenster</translation>
    </message>
    <message>
        <source>Open the closed &amp;window again</source>
        <translation>Geschlossenes &amp;Fenster wieder öffnen</translation>
    </message>
    <message>
        <source>Go to the &amp;next window</source>
        <translation>Zum &amp;nächsten Fenster</translation>
    </message>
    <message>
        <source>C&amp;lose the window</source>
        <translation>Fenster sch&amp;ließen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MapPanel</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>Decodiert</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>das größte</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeige</translation>
    </message>
    <message>
        <source>A &amp;pixel is the</source>
        <translation>Ein &amp;Pixel zeigt</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Was die Karte zeigt</translation>
    </message>
    <message>
        <source>What stands for the weights of a pixel</source>
        <translation>Was für die Gewichte eines Pixels steht</translation>
    </message>
    <message>
        <source>Largest: the weight of largest magnitude, with its sign. Mean: all of them added and divided.</source>
        <translation>Größte: das Gewicht mit dem größten Betrag, samt Vorzeichen. Mittelwert: alle addiert und geteilt.</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>Show the whole tensor (Home)</source>
        <translation>Ganzen Tensor zeigen (Pos1)</translation>
    </message>
    <message>
        <source>Forget what is marked (Esc)</source>
        <translation>Markierung aufheben (Esc)</translation>
    </message>
    <message>
        <source>Heat map of the weights</source>
        <translation>Farbkarte der Gewichte</translation>
    </message>
    <message>
        <source>Arrows pan, + and − zoom, Home shows all, Enter inspects the block in the middle.</source>
        <translation>Pfeile verschieben, + und − vergrößern und verkleinern, Pos1 zeigt alles, Enter untersucht den Block in der Mitte.</translation>
    </message>
    <message>
        <source>Colours of the heat map</source>
        <translation>Farben der Karte</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>The strongest colours stand for %1 times the root mean square and all beyond.</source>
        <translation>Die stärksten Farben stehen für das %1-Fache des quadratischen Mittels und alles darüber.</translation>
    </message>
    <message>
        <source>Every weight by itself.</source>
        <translation>Jedes Gewicht für sich.</translation>
    </message>
    <message>
        <source>A pixel stands for %1 × %2 weights.</source>
        <translation>Ein Pixel steht für %1 × %2 Gewichte.</translation>
    </message>
    <message>
        <source>%1 of its rows are looked at.</source>
        <translation>%1 seiner Zeilen werden betrachtet.</translation>
    </message>
    <message>
        <source>In full colour: weights from %1 to %2.</source>
        <translation>In voller Farbe: Gewichte von %1 bis %2.</translation>
    </message>
    <message>
        <source>Marked: %1 × %2 weights from row %3, column %4.</source>
        <translation>Markiert: %1 × %2 Gewichte ab Zeile %3, Spalte %4.</translation>
    </message>
    <message>
        <source>Shift and drag marks a region, here or in the histogram.</source>
        <translation>Mit der Umschalttaste ziehen markiert, hier einen Bereich, im Histogramm einen Abschnitt.</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>original %1 · decoded %2 · error %3</source>
        <translation>Original %1 · decodiert %2 · Fehler %3</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MetadataModel</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MetadataPanel</name>
    <message>
        <source>Search keys and values</source>
        <translation>Schlüssel und Werte suchen</translation>
    </message>
    <message>
        <source>Search metadata</source>
        <translation>Metadaten durchsuchen</translation>
    </message>
    <message>
        <source>Metadata of the model</source>
        <translation>Metadaten des Modells</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodModel</name>
    <message numerus="yes">
        <source>%n weight(s) do not fit the format and got another one.</source>
        <translation>
            <numerusform>%n Gewicht passt nicht ins Format und bekam ein anderes.</numerusform>
            <numerusform>%n Gewichte passen nicht ins Format und bekamen ein anderes.</numerusform>
        </translation>
    </message>
    <message>
        <source>and %1 notes more</source>
        <translation>und %1 weitere Hinweise</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Weights (%)</source>
        <translation>Gewichte (%)</translation>
    </message>
    <message>
        <source>Outputs (%)</source>
        <translation>Ausgaben (%)</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL-Divergenz</translation>
    </message>
    <message>
        <source>Same top (%)</source>
        <translation>Gleiche Spitze (%)</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Zeit (s)</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>What can be represented; formats of about the same size stand together</source>
        <translation>Was darstellbar ist; Formate von etwa gleicher Größe stehen beieinander</translation>
    </message>
    <message>
        <source>How the values were chosen; its marker is the one in the picture</source>
        <translation>Wie die Werte gewählt wurden; das Zeichen ist das im Bild</translation>
    </message>
    <message>
        <source>Bits a weight that was quantized, scales included</source>
        <translation>Bits je quantisiertem Gewicht, Skalen mitgezählt</translation>
    </message>
    <message>
        <source>Relative error of the weights of all linear layers</source>
        <translation>Relativer Fehler der Gewichte aller linearen Schichten</translation>
    </message>
    <message>
        <source>Relative error of what comes out of the linear layers, each on the inputs that it has in the original</source>
        <translation>Relativer Fehler dessen, was aus den linearen Schichten kommt, jede mit den Eingaben, die sie im Original hat</translation>
    </message>
    <message>
        <source>Of the whole model on the text; bold is the best of its format</source>
        <translation>Des ganzen Modells auf dem Text; fett ist das beste jedes Formats</translation>
    </message>
    <message>
        <source>How far the predictions moved from the original&apos;s, in nats</source>
        <translation>Wie weit sich die Vorhersagen von denen des Originals entfernt haben, in nat</translation>
    </message>
    <message>
        <source>Share of the places where the most likely token stayed the same</source>
        <translation>Anteil der Stellen, an denen das wahrscheinlichste Token dasselbe blieb</translation>
    </message>
    <message>
        <source>Seconds to quantize the model, calibrated layers run included</source>
        <translation>Sekunden zum Quantisieren des Modells, der Lauf kalibrierter Schichten mitgezählt</translation>
    </message>
    <message>
        <source>The most that the program held while it quantized, beyond what it held before</source>
        <translation>Das Meiste, was das Programm beim Quantisieren hielt, über das hinaus, was es vorher hielt</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodsDriver</name>
    <message>
        <source>Compare methods</source>
        <translation>Verfahren vergleichen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodsPage</name>
    <message>
        <source>Methods</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Every method with every format of one size, calibrated on one text and judged on this one: what do weights, outputs and predictions lose, and what does it cost? Bold is the best of its format.</source>
        <translation>Jedes Verfahren mit jedem Format einer Größe, kalibriert an einem Text und beurteilt an diesem: Was verlieren Gewichte, Ausgaben und Vorhersagen, und was kostet es? Fett ist das beste jedes Formats.</translation>
    </message>
    <message numerus="yes">
        <source>%n bit(s)</source>
        <translation>
            <numerusform>%n Bit</numerusform>
            <numerusform>%n Bits</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 bits</source>
        <translation>%1 und %2 Bits</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Formats of so many bits a weight, and up to three quarters of a bit for scales</source>
        <translation>Formate mit so vielen Bits je Gewicht und bis zu drei viertel Bit für Skalen</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>Ganzes Modell</translation>
    </message>
    <message>
        <source>Selected tensor</source>
        <translation>Gewählter Tensor</translation>
    </message>
    <message>
        <source>What the figures are of</source>
        <translation>Wovon die Zahlen sind</translation>
    </message>
    <message>
        <source>Figure of the picture</source>
        <translation>Größe im Bild</translation>
    </message>
    <message>
        <source>&amp;Collect calibration …</source>
        <translation>&amp;Kalibrierung sammeln …</translation>
    </message>
    <message>
        <source>gptq, awq and their like must see the model run on a text; until then they are left out</source>
        <translation>gptq, awq und ihresgleichen müssen das Modell über einen Text laufen sehen; bis dahin fehlen sie</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>&amp;In den Vergleich</translation>
    </message>
    <message>
        <source>Takes the selected scheme to the schemes on the right</source>
        <translation>Nimmt das gewählte Schema zu den Schemata rechts auf</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Figures of each method</source>
        <translation>Zahlen jedes Verfahrens</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Kommando&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>Wählen Sie oben einen Text.</translation>
    </message>
    <message>
        <source>The first method is being measured …</source>
        <translation>Das erste Verfahren wird gemessen …</translation>
    </message>
    <message>
        <source>No linear layer multiplies with the selected tensor, or this figure is of the whole model alone.</source>
        <translation>Keine lineare Schicht multipliziert mit dem gewählten Tensor, oder diese Größe gibt es nur fürs ganze Modell.</translation>
    </message>
    <message>
        <source>Press Measure: the model is quantized with every method and format of this size, one after another, and predicts the text each time. It takes minutes; rows come as they are done.</source>
        <translation>Drücken Sie „Messen“: Das Modell wird mit jedem Verfahren und Format dieser Größe nacheinander quantisiert und sagt jedes Mal den Text vorher. Das dauert Minuten; Zeilen kommen, sobald sie fertig sind.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Waiting for other jobs …</source>
        <translation>Wartet auf andere Aufträge …</translation>
    </message>
    <message>
        <source>Stopped after %1.</source>
        <translation>Angehalten nach %1.</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Stops after the method under way; what is done stays</source>
        <translation>Hält an; was fertig ist, bleibt</translation>
    </message>
    <message>
        <source>Quantizes the model with every method and format of this size</source>
        <translation>Quantisiert das Modell mit jedem Verfahren und Format dieser Größe</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ModelPanel</name>
    <message>
        <source>Filter tensors</source>
        <translation>Tensoren filtern</translation>
    </message>
    <message>
        <source>.*</source>
        <translation>.*</translation>
    </message>
    <message>
        <source>The filter is a regular expression</source>
        <translation>Der Filter ist ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>&amp;Gruppieren nach</translation>
    </message>
    <message>
        <source>Group tensors by</source>
        <translation>Tensoren gruppieren nach</translation>
    </message>
    <message>
        <source>Nothing (table)</source>
        <translation>Nichts (Tabelle)</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Tensors of the model</source>
        <translation>Tensoren des Modells</translation>
    </message>
    <message>
        <source>This is not a complete regular expression yet.</source>
        <translation>Dies ist noch kein vollständiger regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>No model is open. Open a file, or drop one here.</source>
        <translation>Kein Modell geöffnet. Eine Datei öffnen oder hier ablegen.</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n Tensor</numerusform>
            <numerusform>%n Tensoren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 Gewichte</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorDriver</name>
    <message>
        <source>Measure layer outputs of %1</source>
        <translation>Schichtausgaben von %1 messen</translation>
    </message>
    <message>
        <source>%1 must see what comes into each weight before it can round it: collect a calibration on the right.</source>
        <translation>%1 muss sehen, was in jedes Gewicht hineingeht, bevor es runden kann: Sammeln Sie rechts eine Kalibrierung.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorModel</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Output ÷ weight</source>
        <translation>Ausgabe ÷ Gewicht</translation>
    </message>
    <message>
        <source>The linear layer, in the order in which the network runs; its marker in the picture says its role</source>
        <translation>Die lineare Schicht, in der Reihenfolge, in der das Netz rechnet; ihr Zeichen im Bild nennt ihre Rolle</translation>
    </message>
    <message>
        <source>The tensor it multiplies by</source>
        <translation>Der Tensor, mit dem sie multipliziert</translation>
    </message>
    <message>
        <source>Root of (sum of squared errors / sum of squared weights): every column counts alike</source>
        <translation>Wurzel aus (Summe der Fehlerquadrate / Summe der Gewichtsquadrate): Jede Spalte zählt gleich</translation>
    </message>
    <message>
        <source>Root of (sum of squared differences of the outputs / sum of squared outputs), over all tokens of the text, on the inputs that the layer has in the original; biases left out</source>
        <translation>Wurzel aus (Summe der quadrierten Unterschiede der Ausgaben / Summe der quadrierten Ausgaben), über alle Token des Textes, mit den Eingaben, die die Schicht im Original hat; ohne Bias</translation>
    </message>
    <message>
        <source>The output error in decibels: −20 log10; 6 dB more halve the error</source>
        <translation>Der Ausgabefehler in Dezibel: −20 log10; 6 dB mehr halbieren den Fehler</translation>
    </message>
    <message>
        <source>Output error by weight error. A small weight error and a large output error: the columns that matter were hit.</source>
        <translation>Ausgabefehler durch Gewichtsfehler. Kleiner Gewichtsfehler und großer Ausgabefehler: Getroffen wurden die Spalten, auf die es ankommt.</translation>
    </message>
    <message>
        <source>Weights (%)</source>
        <translation>Gewichte (%)</translation>
    </message>
    <message>
        <source>Outputs (%)</source>
        <translation>Ausgaben (%)</translation>
    </message>
    <message>
        <source>SQNR (dB)</source>
        <translation>SQNR (dB)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorPanel</name>
    <message>
        <source>Layer outputs</source>
        <translation>Schichtausgaben</translation>
    </message>
    <message>
        <source>Every linear layer gets the inputs that it has in the original: how far does the selected scheme move its outputs, beside the error of its weight? Above the diagonal, the columns that matter were hit.</source>
        <translation>Jede lineare Schicht bekommt die Eingaben, die sie im Original hat: Wie weit verschiebt das gewählte Schema ihre Ausgaben, neben dem Fehler ihres Gewichts? Über der Diagonale wurden die Spalten getroffen, auf die es ankommt.</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies the table as it is shown, for a spreadsheet</source>
        <translation>Kopiert die Tabelle, wie sie gezeigt wird, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>&amp;Save as CSV …</source>
        <translation>Als CSV &amp;speichern …</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Errors of each layer&apos;s weight and outputs</source>
        <translation>Fehler des Gewichts und der Ausgaben jeder Schicht</translation>
    </message>
    <message>
        <source>Weight error and output error</source>
        <translation>Gewichtsfehler und Ausgabefehler</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>Wählen Sie oben einen Text.</translation>
    </message>
    <message>
        <source>Choose one of the schemes on the right: its layers are looked at here.</source>
        <translation>Wählen Sie rechts eines der Schemata: Seine Schichten werden hier betrachtet.</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Es wird gemessen …</translation>
    </message>
    <message>
        <source>%1 changes no weight of a linear layer.</source>
        <translation>%1 ändert kein Gewicht einer linearen Schicht.</translation>
    </message>
    <message>
        <source>Press Measure: the model reads the text once, and each layer computes its outputs with its own weight and with that of %1.</source>
        <translation>Drücken Sie „Messen“: Das Modell liest den Text einmal, und jede Schicht berechnet ihre Ausgaben mit ihrem eigenen Gewicht und mit dem von %1.</translation>
    </message>
    <message>
        <source>Quantizing with %1 …</source>
        <translation>Mit %1 wird quantisiert …</translation>
    </message>
    <message>
        <source>Measuring %1 …</source>
        <translation>%1 wird gemessen …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layer(s)</source>
        <translation>
            <numerusform>%1: %n Schicht</numerusform>
            <numerusform>%1: %n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Stops the measurement</source>
        <translation>Hält die Messung an</translation>
    </message>
    <message>
        <source>Runs the text through the model and compares the outputs of every layer under the selected scheme</source>
        <translation>Schickt den Text durch das Modell und vergleicht die Ausgaben jeder Schicht unter dem gewählten Schema</translation>
    </message>
    <message>
        <source>Save the layer outputs</source>
        <translation>Die Schichtausgaben speichern</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>Daten (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Befehls&amp;zeile kopieren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PdfReporter</name>
    <message>
        <source>Report %1</source>
        <translation>Bericht %1</translation>
    </message>
    <message>
        <source>What %1 hurts most</source>
        <translation>Was %1 am härtesten trifft</translation>
    </message>
    <message>
        <source>Size and error</source>
        <translation>Größe und Fehler</translation>
    </message>
    <message>
        <source>Error layer by layer</source>
        <translation>Fehler Schicht für Schicht</translation>
    </message>
    <message>
        <source>%1 under %2: values before and after</source>
        <translation>%1 unter %2: Werte vorher und nachher</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 schreiben</translation>
    </message>
    <message>
        <source>Methods on equal terms: KL divergence</source>
        <translation>Verfahren unter gleichen Bedingungen: KL-Divergenz</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PlotWidget</name>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>&amp;Daten kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>&amp;Zoom zurücksetzen</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>Bilder (*.png *.svg *.pdf);;Daten (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Scale of &amp;pictures</source>
        <translation>&amp;Größe der Bilder</translation>
    </message>
    <message>
        <source>%1 × the screen&apos;s</source>
        <translation>%1 × Bildschirmgröße</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PreflightModel</name>
    <message>
        <source>Tensor in the file</source>
        <translation>Tensor in der Datei</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <comment>a scheme, decoded to a type of number</comment>
        <translation>%1 als %2</translation>
    </message>
    <message numerus="yes">
        <source>Calibrated: %n weight(s), from %1 tokens</source>
        <translation>
            <numerusform>Kalibriert: %n Gewicht aus %1 Token</numerusform>
            <numerusform>Kalibriert: %n Gewichte aus %1 Token</numerusform>
        </translation>
    </message>
    <message>
        <source>, with at most %1 of memory at once</source>
        <translation>, mit höchstens %1 Speicher auf einmal</translation>
    </message>
    <message numerus="yes">
        <source>; %n of them have more columns than tokens reach them</source>
        <translation>
            <numerusform>; %n davon hat mehr Spalten, als Token es erreichen</numerusform>
            <numerusform>; %n davon haben mehr Spalten, als Token sie erreichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeDocument</name>
    <message>
        <source>change of the base</source>
        <translation>Änderung der Grundlage</translation>
    </message>
    <message>
        <source>“pure”</source>
        <translation>„rein“</translation>
    </message>
    <message>
        <source>change of a rule</source>
        <translation>Änderung einer Regel</translation>
    </message>
    <message>
        <source>new rule</source>
        <translation>neue Regel</translation>
    </message>
    <message>
        <source>removal of a rule</source>
        <translation>Entfernen einer Regel</translation>
    </message>
    <message>
        <source>move of a rule</source>
        <translation>Verschieben einer Regel</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeView</name>
    <message>
        <source>Open a model (Ctrl+O) to see what a recipe does to it.</source>
        <translation>Ein Modell öffnen (Strg+O), um zu sehen, was ein Rezept daraus macht.</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>Vorprüfung</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) fall back to another type; sort by “Note” to see why.</source>
        <translation>
            <numerusform>%n Tensor weicht auf einen anderen Typ aus; nach „Hinweis“ sortieren zeigt den Grund.</numerusform>
            <numerusform>%n Tensoren weichen auf einen anderen Typ aus; nach „Hinweis“ sortieren zeigt den Grund.</numerusform>
        </translation>
    </message>
    <message>
        <source>recipe “%1”</source>
        <translation>Rezept „%1“</translation>
    </message>
    <message>
        <source>Read a recipe</source>
        <translation>Ein Rezept lesen</translation>
    </message>
    <message>
        <source>Recipes (*.recipe *.txt);;All files (*)</source>
        <translation>Rezepte (*.recipe *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>reading of a recipe</source>
        <translation>Lesen eines Rezepts</translation>
    </message>
    <message>
        <source>Write the recipe</source>
        <translation>Das Rezept schreiben</translation>
    </message>
    <message>
        <source>Recipes (*.recipe *.txt)</source>
        <translation>Rezepte (*.recipe *.txt)</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Which scheme each tensor gets: the base, unless a rule says otherwise; the first rule that fits wins. The plan below follows while you type.</source>
        <translation>Welches Schema jeder Tensor bekommt: die Grundlage, sofern keine Regel etwas anderes sagt; die erste passende Regel gilt. Der Plan darunter folgt beim Tippen.</translation>
    </message>
    <message>
        <source>&amp;Base</source>
        <translation>&amp;Grundlage</translation>
    </message>
    <message>
        <source>Base of the recipe</source>
        <translation>Grundlage des Rezepts</translation>
    </message>
    <message>
        <source>A mixture of llama.cpp such as Q4_K_M, or one scheme for all such as Q4_K/search</source>
        <translation>Eine Mischung von llama.cpp wie Q4_K_M oder ein Schema für alle wie Q4_K/search</translation>
    </message>
    <message>
        <source>&amp;pure</source>
        <translation>&amp;rein</translation>
    </message>
    <message>
        <source>No mixture: every weight gets the base&apos;s own type</source>
        <translation>Keine Mischung: Jedes Gewicht bekommt den Typ der Grundlage</translation>
    </message>
    <message>
        <source>Rules of the recipe</source>
        <translation>Regeln des Rezepts</translation>
    </message>
    <message>
        <source>What each tensor becomes</source>
        <translation>Was aus jedem Tensor wird</translation>
    </message>
    <message>
        <source>&amp;Add rule</source>
        <translation>&amp;Neue Regel</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Rea&amp;d …</source>
        <translation>&amp;Lesen …</translation>
    </message>
    <message>
        <source>&amp;Write …</source>
        <translation>&amp;Schreiben …</translation>
    </message>
    <message>
        <source>Compare &amp;recipe</source>
        <translation>Rezept &amp;vergleichen</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; of tensors, %2 bits per weight</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; Tensoren, %2 Bits pro Gewicht</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; as GGUF (%2), %3 bits per weight</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; als GGUF (%2), %3 Bits pro Gewicht</translation>
    </message>
    <message>
        <source>No rules yet: every tensor gets what the base says. Add one for an exception, such as ffn_down and Q6_K; a pattern may be a part of the name or a regular expression.</source>
        <translation>Noch keine Regeln: Jeder Tensor bekommt, was die Grundlage sagt. Für eine Ausnahme eine Regel hinzufügen, etwa ffn_down und Q6_K; ein Muster kann ein Teil des Namens oder ein regulärer Ausdruck sein.</translation>
    </message>
    <message>
        <source>with the importance matrix %1</source>
        <translation>mit der Wichtigkeitsmatrix %1</translation>
    </message>
    <message>
        <source>Some of these methods must see the model at work: %1.</source>
        <translation>Manche dieser Verfahren müssen das Modell bei der Arbeit sehen: %1.</translation>
    </message>
    <message>
        <source>collect a calibration</source>
        <translation>Kalibrierung sammeln</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ReportDialog</name>
    <message>
        <source>&amp;Write report</source>
        <translation>Bericht &amp;schreiben</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>Art des Berichts</translation>
    </message>
    <message>
        <source>HTML: one page with charts, for people</source>
        <translation>HTML: eine Seite mit Diagrammen, für Menschen</translation>
    </message>
    <message>
        <source>JSON: all figures, for programs</source>
        <translation>JSON: alle Zahlen, für Programme</translation>
    </message>
    <message>
        <source>CSV: one line a tensor and scheme</source>
        <translation>CSV: eine Zeile pro Tensor und Schema</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>D&amp;urchsuchen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n scheme(s) with exact figures go into the report.</source>
        <translation>
            <numerusform>%n Schema mit exakten Werten kommt in den Bericht.</numerusform>
            <numerusform>%n Schemata mit exakten Werten kommen in den Bericht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write report to</source>
        <translation>Bericht schreiben nach</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Report %1</source>
        <translation>Bericht %1</translation>
    </message>
    <message>
        <source>PDF: pages to send or print</source>
        <translation>PDF: Seiten zum Versenden oder Drucken</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Kommando&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>The mantissa-cli line that makes the same report</source>
        <translation>Die mantissa-cli-Zeile, die denselben Bericht macht</translation>
    </message>
    <message>
        <source>Reports (*.html *.pdf *.json *.csv)</source>
        <translation>Berichte (*.html *.pdf *.json *.csv)</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>The %n method(s) compared on equal terms, too.</source>
        <translation>
            <numerusform>Auch %n unter gleichen Bedingungen verglichenes Verfahren.</numerusform>
            <numerusform>Auch die %n unter gleichen Bedingungen verglichenen Verfahren.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RuleModel</name>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>No weight of this model has such a name.</source>
        <translation>Kein Gewicht dieses Modells heißt so.</translation>
    </message>
    <message numerus="yes">
        <source>Decides %n tensor(s).</source>
        <translation>
            <numerusform>Bestimmt %n Tensor.</numerusform>
            <numerusform>Bestimmt %n Tensoren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n tensor(s); rules above have taken %L1 of them.</source>
        <translation>
            <numerusform>Passt auf %n Tensor; Regeln darüber haben %L1 davon genommen.</numerusform>
            <numerusform>Passt auf %n Tensoren; Regeln darüber haben %L1 davon genommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tensors whose name holds</source>
        <translation>Tensoren mit diesem Namensteil</translation>
    </message>
    <message>
        <source>get the scheme</source>
        <translation>bekommen das Schema</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemeEditor</name>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Met&amp;hod</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>&amp;Bits</source>
        <translation>&amp;Bits</translation>
    </message>
    <message>
        <source>Bits of a code</source>
        <translation>Bits eines Codes</translation>
    </message>
    <message>
        <source>The same grid with fewer or more bits</source>
        <translation>Dasselbe Gitter mit weniger oder mehr Bits</translation>
    </message>
    <message>
        <source>Needs a calibration: the model is run on a text first</source>
        <translation>Braucht eine Kalibrierung: Das Modell läuft vorher über einen Text</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemeModel</name>
    <message>
        <source>measuring …</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>der Bezug</translation>
    </message>
    <message>
        <source>needs calibration</source>
        <translation>braucht Kalibrierung</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemePanel</name>
    <message>
        <source>A draft: only the Tensor view shows it until you add it.</source>
        <translation>Ein Entwurf: nur die Tensoransicht zeigt ihn, bis er hinzugefügt wird.</translation>
    </message>
    <message>
        <source>%1 is a recipe. Below is what it gives to the selected tensor.</source>
        <translation>%1 ist ein Rezept. Unten steht, was es dem ausgewählten Tensor gibt.</translation>
    </message>
    <message>
        <source>Change anything below to try it on the selected tensor.</source>
        <translation>Unten etwas ändern, um es am ausgewählten Tensor auszuprobieren.</translation>
    </message>
    <message>
        <source>of the selected tensor, %1</source>
        <translation>des ausgewählten Tensors, %1</translation>
    </message>
    <message>
        <source>Schemes compared</source>
        <translation>Verglichene Schemata</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>&amp;In den Vergleich</translation>
    </message>
    <message>
        <source>Measure this scheme on every weight and show it in all views (Ctrl+Return)</source>
        <translation>Dieses Schema an jedem Gewicht messen und in allen Ansichten zeigen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Take the selected scheme out of the comparison</source>
        <translation>Das ausgewählte Schema aus dem Vergleich nehmen</translation>
    </message>
    <message>
        <source>bits/weight</source>
        <translation>Bit/Gewicht</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>rel. RMSE</source>
        <translation>rel. RMSE</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Erneut &amp;messen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityDriver</name>
    <message>
        <source>Measure sensitivity</source>
        <translation>Empfindlichkeit messen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPanel</name>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>One tensor at a time is quantized and everything else left as it is: how far do the predictions move? Bits are well spent where the colour is strong.</source>
        <translation>Ein Tensor nach dem anderen wird quantisiert, alles Übrige bleibt, wie es ist: Wie weit bewegen sich die Vorhersagen? Wo die Farbe kräftig ist, sind Bits gut angelegt.</translation>
    </message>
    <message>
        <source>By tensor</source>
        <translation>Nach Tensor</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>Nach Schicht</translation>
    </message>
    <message>
        <source>By role</source>
        <translation>Nach Rolle</translation>
    </message>
    <message>
        <source>What is quantized together</source>
        <translation>Was zusammen quantisiert wird</translation>
    </message>
    <message>
        <source>What is quantized together while everything else stays</source>
        <translation>Was zusammen quantisiert wird, während alles Übrige bleibt</translation>
    </message>
    <message>
        <source>In the network&apos;s order</source>
        <translation>In der Reihenfolge des Netzes</translation>
    </message>
    <message>
        <source>Most sensitive first</source>
        <translation>Empfindlichste zuerst</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>Reihenfolge der Zeilen</translation>
    </message>
    <message>
        <source>Copy &amp;picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Sa&amp;ve as …</source>
        <translation>&amp;Speichern als …</translation>
    </message>
    <message>
        <source>As a picture (PNG, SVG, PDF), or all figures as CSV</source>
        <translation>Als Bild (PNG, SVG, PDF) oder alle Zahlen als CSV</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Heat map of the sensitivity</source>
        <translation>Karte der Empfindlichkeit</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Es wird gemessen …</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>Der Text wird gelesen …</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>Wählen Sie oben einen Text.</translation>
    </message>
    <message>
        <source>Add a scheme on the right: it is tried on one tensor after the other.</source>
        <translation>Fügen Sie rechts ein Schema hinzu: Es wird an einem Tensor nach dem anderen ausprobiert.</translation>
    </message>
    <message>
        <source>Press Measure: each scheme is tried on one tensor after the other, and the model predicts the text each time.</source>
        <translation>Drücken Sie „Messen“: Jedes Schema wird an einem Tensor nach dem anderen ausprobiert, und das Modell sagt jedes Mal den Text vorher.</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>noch etwa %n Sekunde</numerusform>
            <numerusform>noch etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. What is done is kept: Measure goes on from there.</source>
        <translation>Angehalten. Was fertig ist, bleibt: „Messen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>The schemes have changed since: measure again to see them.</source>
        <translation>Die Schemata haben sich seither geändert: Messen Sie noch einmal, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Stops; what is done is kept</source>
        <translation>Hält an; was fertig ist, bleibt</translation>
    </message>
    <message>
        <source>Tries every scheme on one tensor after the other</source>
        <translation>Probiert jedes Schema an einem Tensor nach dem anderen aus</translation>
    </message>
    <message>
        <source>Save the sensitivity</source>
        <translation>Empfindlichkeit speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>Bilder (*.png *.svg *.pdf);;Daten (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>Als Befehls&amp;zeile kopieren</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPictures</name>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>KL divergence: %1</source>
        <translation>KL-Divergenz: %1</translation>
    </message>
    <message>
        <source>Perplexity: %1</source>
        <translation>Perplexität: %1</translation>
    </message>
    <message>
        <source>Same most likely token: %1</source>
        <translation>Dasselbe wahrscheinlichste Token: %1</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>KL divergence in nats, logarithmic</source>
        <translation>KL-Divergenz in Nat, logarithmisch</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>alle Kerne</translation>
    </message>
    <message>
        <source>How many threads computing may use, from the next start on.</source>
        <translation>Wie viele Threads das Rechnen nutzen darf, vom nächsten Start an.</translation>
    </message>
    <message>
        <source>&amp;Threads (from the next start)</source>
        <translation>&amp;Threads (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Memory of an export</source>
        <translation>Speicher eines Exports</translation>
    </message>
    <message>
        <source>An export keeps within this working set, however large the model is.</source>
        <translation>Ein Export kommt mit diesem Arbeitsspeicher aus, wie groß das Modell auch ist.</translation>
    </message>
    <message>
        <source>&amp;Memory of an export</source>
        <translation>S&amp;peicher eines Exports</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::StudyDriver</name>
    <message>
        <source>Study %1</source>
        <translation>%1 untersuchen</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SurveyDriver</name>
    <message>
        <source>Survey %1</source>
        <translation>%1 in allen Formaten</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SurveyModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 alone needs an importance matrix.</source>
        <translation>%1 allein braucht eine Wichtigkeitsmatrix.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Checked formats are in the comparison</source>
        <translation>Angekreuzte Formate sind im Vergleich</translation>
    </message>
    <message>
        <source>Bits that one weight takes, scales included</source>
        <translation>Bits, die ein Gewicht einnimmt, Skalen eingerechnet</translation>
    </message>
    <message>
        <source>Relative RMSE: root of (sum of squared errors / sum of squared weights)</source>
        <translation>Relativer RMSE: Wurzel aus (Summe der Fehlerquadrate / Summe der Gewichtsquadrate)</translation>
    </message>
    <message>
        <source>The relative RMSE that no code of this size can beat if weights are draws from one Gaussian: 2 to the power of −bits</source>
        <translation>Der relative RMSE, den kein Code dieser Größe unterbieten kann, wenn die Gewichte aus einer Gaußverteilung stammen: 2 hoch −Bits</translation>
    </message>
    <message>
        <source>To encode, decode and compare this tensor once, on this computer, while other work goes on</source>
        <translation>Um diesen Tensor auf diesem Rechner einmal zu kodieren, zu dekodieren und zu vergleichen, während andere Arbeit läuft</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>Bits a weight that a code at the bound would save at the same error: how much is left to gain. Exact where the weights were numbers of this format before, all or nearly all</source>
        <translation>Bits je Gewicht, die ein Code an der Schranke bei gleichem Fehler sparen würde: wie viel noch zu gewinnen ist. Exakt, wo die Gewichte schon Zahlen dieses Formats waren, alle oder fast alle</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TableMenu</name>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;Picture (*.png)</source>
        <translation>Kommagetrennte Werte (*.csv);;Bild (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy table as &amp;picture</source>
        <translation>Tabelle als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Save table …</source>
        <translation>Tabelle &amp;speichern …</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TensorModel</name>
    <message>
        <source>Outside the layers</source>
        <translation>Ohne Schicht</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Bits that the file spends on one weight, scales included</source>
        <translation>Bits, die die Datei für ein Gewicht aufwendet, einschließlich der Skalenfaktoren</translation>
    </message>
    <message>
        <source>Relative RMSE under the selected scheme: root of (sum of squared errors / sum of squared weights)</source>
        <translation>Relativer RMSE unter dem ausgewählten Schema: Wurzel aus (Summe der quadrierten Fehler / Summe der quadrierten Gewichte)</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 Gewichte</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>Bit/Gewicht</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Token embedding</source>
        <translation>Token-Einbettung</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Attention Q</source>
        <translation>Attention Q</translation>
    </message>
    <message>
        <source>Attention K</source>
        <translation>Attention K</translation>
    </message>
    <message>
        <source>Attention V</source>
        <translation>Attention V</translation>
    </message>
    <message>
        <source>Attention QKV</source>
        <translation>Attention QKV</translation>
    </message>
    <message>
        <source>Attention output</source>
        <translation>Attention-Ausgabe</translation>
    </message>
    <message>
        <source>FFN gate</source>
        <translation>FFN Gate</translation>
    </message>
    <message>
        <source>FFN up</source>
        <translation>FFN Up</translation>
    </message>
    <message>
        <source>FFN down</source>
        <translation>FFN Down</translation>
    </message>
    <message>
        <source>FFN gate and up</source>
        <translation>FFN Gate und Up</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>Router</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>Rotary table</source>
        <translation>Rotary-Tabelle</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message numerus="yes">
        <source>Something was found in %n tensor(s) of these.</source>
        <translation>
            <numerusform>In %n dieser Tensoren wurde etwas gefunden.</numerusform>
            <numerusform>In %n dieser Tensoren wurde etwas gefunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TensorView</name>
    <message>
        <source>Grey: the original weights. Colour: the values they become; the marks below are the levels of the grid.</source>
        <translation>Grau: die Originalgewichte. Farbe: die Werte, die daraus werden; die Marken unten sind die Stufen des Rasters.</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>&amp;Logarithmisch</translation>
    </message>
    <message>
        <source>Count on a logarithmic axis, to see rare values</source>
        <translation>Anzahlen auf logarithmischer Achse, um seltene Werte zu sehen</translation>
    </message>
    <message>
        <source>Error (% of weights)</source>
        <translation>Fehler (% der Gewichte)</translation>
    </message>
    <message>
        <source>Codes (% of weights)</source>
        <translation>Codes (% der Gewichte)</translation>
    </message>
    <message>
        <source>Scales (% of blocks)</source>
        <translation>Skalenfaktoren (% der Blöcke)</translation>
    </message>
    <message>
        <source>Row error (relative RMSE, %)</source>
        <translation>Zeilenfehler (relativer RMSE, %)</translation>
    </message>
    <message>
        <source>Values before and after</source>
        <translation>Werte vorher und nachher</translation>
    </message>
    <message>
        <source>Plain numbers have no codes.</source>
        <translation>Einfache Zahlen haben keine Codes.</translation>
    </message>
    <message>
        <source>This format stores no scales.</source>
        <translation>Dieses Format speichert keine Skalenfaktoren.</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Ein Modell öffnen (Strg+O) oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>Choose a tensor on the left.</source>
        <translation>Links einen Tensor auswählen.</translation>
    </message>
    <message>
        <source>This tensor is kept as %1: norms, biases and tables are too small to be worth quantizing.</source>
        <translation>Dieser Tensor bleibt %1: Normen, Bias und Tabellen sind zu klein, als dass sich das Quantisieren lohnte.</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>Berechnung läuft …</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>sample of %1 weights, exact follows</source>
        <translation>Stichprobe von %1 Gewichten, exakt folgt</translation>
    </message>
    <message>
        <source>%1 bits/weight</source>
        <translation>%1 Bit/Gewicht</translation>
    </message>
    <message>
        <source>relative RMSE %1</source>
        <translation>relativer RMSE %1</translation>
    </message>
    <message>
        <source>SQNR %1</source>
        <translation>SQNR %1</translation>
    </message>
    <message>
        <source>largest error %1 at row %2, column %3</source>
        <translation>größter Fehler %1 in Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>outliers beyond 6σ: %1</source>
        <translation>Ausreißer jenseits 6σ: %1</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Pages of the tensor</source>
        <translation>Seiten des Tensors</translation>
    </message>
    <message>
        <source>not in the importance matrix</source>
        <translation>nicht in der Wichtigkeitsmatrix</translation>
    </message>
    <message>
        <source>importance matrix: %1 tokens, %2 silent columns, %3 unseen experts</source>
        <translation>Wichtigkeitsmatrix: %1 Token, %2 stumme Spalten, %3 ungesehene Experten</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2: %3 bits/weight left to gain</source>
        <translation>Gauß-Schranke %1, bester skalarer %2: %3 Bit/Gewicht noch zu gewinnen</translation>
    </message>
    <message>
        <source>All formats</source>
        <translation>Alle Formate</translation>
    </message>
    <message>
        <source>importance matrix: %1 chunks, %2 silent columns, %3 unseen experts</source>
        <translation>Wichtigkeitsmatrix: %1 Abschnitte, %2 stumme Spalten, %3 ungesehene Experten</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenLegend</name>
    <message>
        <source>Scale: from probability gained to probability lost</source>
        <translation>Skala: von gewonnener zu verlorener Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Scale: KL divergence</source>
        <translation>Skala: KL-Divergenz</translation>
    </message>
    <message>
        <source>By how many percentage points the probability of the token moved. Lost is underlined, gained is dotted, 25 and more are bold.</source>
        <translation>Um wie viele Prozentpunkte sich die Wahrscheinlichkeit des Tokens verschoben hat. Verlorenes ist unterstrichen, Gewonnenes gepunktet, ab 25 fett.</translation>
    </message>
    <message>
        <source>KL divergence of the whole prediction at this place, in nats. 0.04 and more are underlined, 0.25 and more are bold.</source>
        <translation>KL-Divergenz der ganzen Vorhersage an dieser Stelle, in nat. Ab 0,04 unterstrichen, ab 0,25 fett.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenPage</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Each token of the text, coloured by how much more or less likely the scheme makes it. The first half of each chunk is context only. N and Shift+N go to the worst places.</source>
        <translation>Jedes Token des Textes, gefärbt danach, wie viel wahrscheinlicher oder unwahrscheinlicher das Schema es macht. Die erste Hälfte jedes Stücks ist nur Kontext. N und Umschalt+N führen zu den schlimmsten Stellen.</translation>
    </message>
    <message>
        <source>Probability of the token</source>
        <translation>Wahrscheinlichkeit des Tokens</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL-Divergenz</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>The scheme whose predictions are looked at</source>
        <translation>Das Schema, dessen Vorhersagen betrachtet werden</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>What the colour shows</source>
        <translation>Was die Farbe zeigt</translation>
    </message>
    <message>
        <source>Previous page (Ctrl+Page up)</source>
        <translation>Vorige Seite (Strg+Bild auf)</translation>
    </message>
    <message>
        <source>Next page (Ctrl+Page down)</source>
        <translation>Nächste Seite (Strg+Bild ab)</translation>
    </message>
    <message>
        <source>Previous of the worst (Shift+N)</source>
        <translation>Vorige der schlimmsten Stellen (Umschalt+N)</translation>
    </message>
    <message>
        <source>Next of the worst (N)</source>
        <translation>Nächste der schlimmsten Stellen (N)</translation>
    </message>
    <message>
        <source>CSV …</source>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>Saves every token with its probabilities</source>
        <translation>Speichert jedes Token mit seinen Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Coloured text</source>
        <translation>Gefärbter Text</translation>
    </message>
    <message>
        <source>The worst tokens</source>
        <translation>Die schlimmsten Tokens</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>Wird ausgewertet …</translation>
    </message>
    <message>
        <source>Press Run: then each token shows what became of it.</source>
        <translation>„Ausführen“ drücken: Dann zeigt jedes Token, was aus ihm wurde.</translation>
    </message>
    <message>
        <source>Only the figures of this long text were kept. Press F6 to evaluate it again.</source>
        <translation>Von diesem langen Text wurden nur die Kennzahlen behalten. F6 wertet ihn erneut aus.</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Choose a token, or press N for the worst one.</source>
        <translation>Ein Token wählen, oder N für das schlimmste drücken.</translation>
    </message>
    <message>
        <source>Save the tokens</source>
        <translation>Tokens speichern</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>Daten (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenText</name>
    <message>
        <source>Chunk %1</source>
        <translation>Textstück %1</translation>
    </message>
    <message>
        <source>chunk %1, token %2</source>
        <translation>Textstück %1, Token %2</translation>
    </message>
    <message>
        <source>context, not scored</source>
        <translation>Kontext, nicht bewertet</translation>
    </message>
    <message>
        <source>probability %1 before, %2 after</source>
        <translation>Wahrscheinlichkeit vorher %1, nachher %2</translation>
    </message>
    <message>
        <source>KL %1 nats</source>
        <translation>KL %1 nat</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::Tour</name>
    <message>
        <source>Tour of the window</source>
        <translation>Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TradeoffView</name>
    <message>
        <source>Trade-off</source>
        <translation>Abwägung</translation>
    </message>
    <message>
        <source>Each point is a scheme or recipe over the whole model; left and low is better. Nothing tried beats the points on the dashed front. Weight error only hints at the quality of answers.</source>
        <translation>Jeder Punkt ist ein Schema oder Rezept über das ganze Modell; links und unten ist besser. Nichts Ausprobiertes übertrifft die Punkte auf der gestrichelten Front. Der Gewichtsfehler deutet die Qualität der Antworten nur an.</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>Senkrechte Achse</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>A mixture that gives each tensor its own type, as llama.cpp does</source>
        <translation>Eine Mischung, die jedem Tensor seinen eigenen Typ gibt, wie llama.cpp es tut</translation>
    </message>
    <message>
        <source>&amp;Try recipe</source>
        <translation>Rezept &amp;testen</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>Ein Modell öffnen (Strg+O) oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>&amp;Edit as recipe</source>
        <translation>Als Rezept &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Opens the selected point in the recipe editor</source>
        <translation>Öffnet den gewählten Punkt im Rezepteditor</translation>
    </message>
    <message>
        <source>Each point is a scheme or recipe over the whole model; small and accurate is better. Nothing tried beats the points on the dashed front. Click a point to choose it, once more to edit it.</source>
        <translation>Jeder Punkt ist ein Schema oder Rezept über das ganze Modell; klein und genau ist besser. Nichts Probiertes schlägt die Punkte auf der gestrichelten Front. Ein Klick wählt einen Punkt, noch einer bearbeitet ihn.</translation>
    </message>
    <message>
        <source>This model cannot be run: %1</source>
        <translation>Dieses Modell lässt sich nicht ausführen: %1</translation>
    </message>
    <message>
        <source>Being evaluated: %1</source>
        <translation>Wird ausgewertet: %1</translation>
    </message>
    <message>
        <source>Not evaluated: %1.</source>
        <translation>Nicht ausgewertet: %1.</translation>
    </message>
    <message>
        <source>Evaluate them</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Nothing is evaluated yet.</source>
        <translation>Noch ist nichts ausgewertet.</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::View</name>
    <message>
        <source>What am I looking at?</source>
        <translation>Was sehe ich hier?</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::Workbench</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open original %1</source>
        <translation>Original %1 öffnen</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>Load importance matrix %1</source>
        <translation>Wichtigkeitsmatrix %1 laden</translation>
    </message>
    <message>
        <source>Collect calibration from %1</source>
        <translation>Kalibrierung aus %1 sammeln</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::WorstTokensModel</name>
    <message>
        <source>chunk %1, token %2</source>
        <translation>Textstück %1, Token %2</translation>
    </message>
    <message>
        <source>Probability that the original gave this token</source>
        <translation>Wahrscheinlichkeit, die das Original diesem Token gab</translation>
    </message>
    <message>
        <source>Probability that the quantized model gives it</source>
        <translation>Wahrscheinlichkeit, die ihm das quantisierte Modell gibt</translation>
    </message>
    <message>
        <source>KL divergence of the whole prediction at this place, in nats</source>
        <translation>KL-Divergenz der ganzen Vorhersage an dieser Stelle, in nat</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
</context>
<context>
    <name>parameters</name>
    <message>
        <source>Group size</source>
        <translation>Gruppengröße</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>Symmetrisch</translation>
    </message>
    <message>
        <source>Type of scales</source>
        <translation>Typ der Skalenfaktoren</translation>
    </message>
    <message>
        <source>Double quantization</source>
        <translation>Doppelte Quantisierung</translation>
    </message>
</context>
</TS>
