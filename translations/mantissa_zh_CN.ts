<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccuracyFigure</name>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Δ perplexity</source>
        <translation>困惑度变化</translation>
    </message>
    <message>
        <source>Mean KL</source>
        <translation>平均 KL</translation>
    </message>
    <message>
        <source>Same top-1</source>
        <translation>Top-1 一致</translation>
    </message>
    <message>
        <source>RMS Δp</source>
        <translation>RMS Δp</translation>
    </message>
    <message>
        <source>Right top-1</source>
        <translation>Top-1 正确</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>change of perplexity</source>
        <translation>困惑度变化</translation>
    </message>
    <message>
        <source>mean KL divergence (nats)</source>
        <translation>平均 KL 散度（nat）</translation>
    </message>
    <message>
        <source>same most likely token (%)</source>
        <translation>最可能词元一致 (%)</translation>
    </message>
    <message>
        <source>RMS change of probability (%)</source>
        <translation>概率的 RMS 变化 (%)</translation>
    </message>
    <message>
        <source>most likely token was right (%)</source>
        <translation>最可能词元正确 (%)</translation>
    </message>
    <message>
        <source>Between how many equally likely tokens the model hesitates, on average: e to the mean of −ln p(right token). The ± comes from the text being short, and moves all schemes alike. Smaller is better.</source>
        <translation>模型平均在多少个等可能的词元之间犹豫：e 的 −ln p(正确词元) 均值次方。± 来自文本较短，对所有方案影响相同。越小越好。</translation>
    </message>
    <message>
        <source>Perplexity less that of the original. Its ± is of the difference itself, position by position, and so much smaller than that of either. Near 0 is best.</source>
        <translation>困惑度减去原始模型的困惑度。± 属于逐位置计算的差值本身，因此远小于两者各自的误差。越接近 0 越好。</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the predictions from the original&apos;s, averaged over all positions, in nats. It sees every token&apos;s probability, not only the right one&apos;s. 0 is a model that answers alike. Smaller is better.</source>
        <translation>预测相对原始模型预测的 Kullback-Leibler 散度，对所有位置取平均，单位 nat。它考虑每个词元的概率，而不仅是正确词元。0 表示回答完全相同。越小越好。</translation>
    </message>
    <message>
        <source>At how many positions the most likely token is still the original&apos;s: how often greedy answers stay the same. Larger is better.</source>
        <translation>最可能词元仍与原始模型相同的位置所占比例：贪心解码的回答有多常保持不变。越大越好。</translation>
    </message>
    <message>
        <source>Root mean square of the change of the right token&apos;s probability, in percentage points. Smaller is better.</source>
        <translation>正确词元概率变化的均方根，单位为百分点。越小越好。</translation>
    </message>
    <message>
        <source>At how many positions the most likely token is the one that came next. Larger is better.</source>
        <translation>最可能词元恰为下一个词元的位置所占比例。越大越好。</translation>
    </message>
</context>
<context>
    <name>AccuracyPictures</name>
    <message>
        <source>tokens scored</source>
        <translation>已评分词元</translation>
    </message>
    <message>
        <source>KL divergence (nats) at most</source>
        <translation>KL 散度（nat）至多</translation>
    </message>
    <message>
        <source>perplexity ± standard error</source>
        <translation>困惑度 ± 标准误差</translation>
    </message>
    <message>
        <source>above the original (%) ± standard error</source>
        <translation>高于原始模型 (%) ± 标准误差</translation>
    </message>
    <message>
        <source>share of positions (%)</source>
        <translation>位置所占比例 (%)</translation>
    </message>
    <message>
        <source>max.</source>
        <translation>最大</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>A workbench for neural-network weight quantization</source>
        <translation>神经网络权重量化工作台</translation>
    </message>
    <message>
        <source>A model&apos;s file or folder, or a workspace; a window for each</source>
        <translation>模型的文件或文件夹，或工作区；每个各开一个窗口</translation>
    </message>
    <message>
        <source>A scheme to compare (repeat for more)</source>
        <translation>要比较的方案（可重复）</translation>
    </message>
    <message>
        <source>light, dark or system</source>
        <translation>light（浅色）、dark（深色）或 system（跟随系统）</translation>
    </message>
    <message>
        <source>en, de, zh_CN or system; of pictures also all</source>
        <translation>en、de、zh_CN 或 system；截图时还可用 all（全部）</translation>
    </message>
    <message>
        <source>Write pictures of every view to FOLDER and leave</source>
        <translation>将所有视图的截图写入 FOLDER 后退出</translation>
    </message>
    <message>
        <source>Size of the pictures (repeat for more)</source>
        <translation>截图尺寸（可重复）</translation>
    </message>
</context>
<context>
    <name>ComparisonPictures</name>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>层外</translation>
    </message>
    <message>
        <source>size of the quantized weights (MiB)</source>
        <translation>量化后权重的大小 (MiB)</translation>
    </message>
    <message>
        <source>weight error (relative RMSE, %), not accuracy</source>
        <translation>权重误差（相对 RMSE，%），并非准确率</translation>
    </message>
    <message>
        <source>weight error (%1), not accuracy</source>
        <translation>权重误差（%1），并非准确率</translation>
    </message>
</context>
<context>
    <name>ContinuationHtml</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>正在书写 …</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the same as the original</source>
        <translation>与原始模型相同</translation>
    </message>
    <message>
        <source>differs from the first token on</source>
        <translation>从第一个词元起就不同</translation>
    </message>
    <message numerus="yes">
        <source>the same for %n token(s)</source>
        <translation>
            <numerusform>前 %n 个词元相同</numerusform>
        </translation>
    </message>
    <message>
        <source>end of the text</source>
        <translation>文本结束</translation>
    </message>
    <message>
        <source>the context is full</source>
        <translation>上下文已满</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Relative RMSE</source>
        <translation>相对 RMSE</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>位/权重</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>相对 RMSE (%)</translation>
    </message>
    <message>
        <source>signal to quantization noise (dB)</source>
        <translation>信号与量化噪声比 (dB)</translation>
    </message>
    <message>
        <source>1 − cosine</source>
        <translation>1 − 余弦</translation>
    </message>
    <message>
        <source>RMSE (weight units)</source>
        <translation>RMSE（权重单位）</translation>
    </message>
    <message>
        <source>largest |error| (weight units)</source>
        <translation>最大 |误差|（权重单位）</translation>
    </message>
    <message>
        <source>bits per weight</source>
        <translation>每权重位数</translation>
    </message>
    <message>
        <source>size (MiB)</source>
        <translation>大小 (MiB)</translation>
    </message>
    <message>
        <source>Root of (sum of squared errors / sum of squared weights). 0 % is an exact copy, 100 % as bad as all zeros. Smaller is better.</source>
        <translation>（误差平方和 / 权重平方和）的平方根。0 % 为完全一致，100 % 与全零一样差。越小越好。</translation>
    </message>
    <message>
        <source>Signal to quantization noise ratio: −20 log10 of the relative RMSE. 6 dB more halve the error. Larger is better.</source>
        <translation>信号与量化噪声之比：相对 RMSE 的 −20 log10。每增加 6 dB，误差减半。越大越好。</translation>
    </message>
    <message>
        <source>Cosine of the angle between original and decoded weights, seen as two long vectors. 1 is best.</source>
        <translation>将原始权重和解码后的权重视为两个长向量，其夹角的余弦。最佳为 1。</translation>
    </message>
    <message>
        <source>Root of the mean squared error, in the unit of the weights. Smaller is better.</source>
        <translation>均方误差的平方根，单位与权重相同。越小越好。</translation>
    </message>
    <message>
        <source>The single largest difference between an original and its decoded weight. Smaller is better.</source>
        <translation>单个权重在原始值与解码值之间的最大差异。越小越好。</translation>
    </message>
    <message>
        <source>Bits spent on one weight, scales and everything else included.</source>
        <translation>每个权重所用的位数，含缩放系数和其他全部内容。</translation>
    </message>
    <message>
        <source>Bytes of the quantized weights in the file, to the byte.</source>
        <translation>量化后的权重在文件中的字节数，精确到字节。</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>Left to gain</source>
        <translation>剩余空间</translation>
    </message>
    <message>
        <source>bits per weight above the Gaussian bound</source>
        <translation>高于高斯下界的每权重位数</translation>
    </message>
    <message>
        <source>Bits per weight that the best possible code would save at the same error, if weights were draws from one Gaussian (relative RMSE 2^−bits). Below 0 where they are not: blocks of different size. Nothing where there is no error. Smaller is better.</source>
        <translation>如果权重是来自同一高斯分布的样本，最佳编码在同样误差下每个权重可节省的位数（相对 RMSE 为 2^−位数）。并非如此时（各块大小不同）会低于 0。没有误差时为空。越小越好。</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>下界</translation>
    </message>
    <message>
        <source>Best scalar</source>
        <translation>最佳标量</translation>
    </message>
    <message>
        <source>The relative RMSE that no code of this size can beat if weights are draws from one Gaussian: 2 to the power of −bits.</source>
        <translation>若权重是同一高斯分布的抽样，这一大小的任何编码都无法低于的相对 RMSE：2 的 −位数 次方。</translation>
    </message>
    <message>
        <source>The relative RMSE of the best scalar quantizer of this size (Lloyd and Max) for draws from one Gaussian.</source>
        <translation>对同一高斯分布的抽样，这一大小的最佳标量量化器（Lloyd 与 Max）的相对 RMSE。</translation>
    </message>
</context>
<context>
    <name>HurtText</name>
    <message>
        <source>outside the layers</source>
        <translation>层之外</translation>
    </message>
    <message>
        <source>This model has no layers; below are the weights that %1 hurts most.</source>
        <translation>此模型没有层；下面是受 %1 损伤最大的权重。</translation>
    </message>
    <message>
        <source>%1 hurts these layers most: %2 (relative RMSE %3; median layer %4).</source>
        <translation>%1 对这些层损伤最大：%2（相对 RMSE %3；各层中位数 %4）。</translation>
    </message>
    <message>
        <source>%1 is %2 times its role&apos;s median under %3 (%4)</source>
        <translation>%1 在 %3 下是其同类角色中位数的 %2 倍（%4）</translation>
    </message>
    <message>
        <source>%1 is %2 times the median of all weights under %3 (%4)</source>
        <translation>%1 在 %3 下是所有权重中位数的 %2 倍（%4）</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) of %1 hold(s) %2 of its energy (the heaviest: %3)</source>
        <translation>
            <numerusform>%1 列中的 %n 列占其能量的 %2（最重的一列：%3）</numerusform>
        </translation>
    </message>
    <message>
        <source>in 32 neighbours the largest is %1 times their root mean square (Gaussian: %2), so most codes go to waste</source>
        <translation>在 32 个相邻权重中，最大者是其均方根的 %1 倍（高斯分布：%2），因此大部分编码被浪费</translation>
    </message>
    <message>
        <source>heavy tails: kurtosis %1 (Gaussian: 3)</source>
        <translation>重尾：峰度 %1（高斯分布：3）</translation>
    </message>
    <message>
        <source>its largest weight is %1 times its root mean square</source>
        <translation>最大的权重是均方根的 %1 倍</translation>
    </message>
    <message>
        <source>No outliers: its values are near a Gaussian (kurtosis %1, peak %2 times the root mean square). More bits would help, another method little.</source>
        <translation>无离群值：数值接近高斯分布（峰度 %1，峰值为均方根的 %2 倍）。增加位数会有帮助，换方法作用不大。</translation>
    </message>
    <message>
        <source>Why: %1.</source>
        <translation>原因：%1。</translation>
    </message>
</context>
<context>
    <name>MethodPicture</name>
    <message>
        <source>asym.</source>
        <comment>with zero points</comment>
        <translation>非对称</translation>
    </message>
    <message>
        <source>KL divergence (nats)</source>
        <translation>KL 散度（nat）</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Output error (%)</source>
        <translation>输出误差 (%)</translation>
    </message>
    <message>
        <source>Weight error (%)</source>
        <translation>权重误差 (%)</translation>
    </message>
    <message>
        <source>Time to quantize (s)</source>
        <translation>量化用时（秒）</translation>
    </message>
    <message>
        <source>Memory (MiB)</source>
        <translation>内存（MiB）</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
</context>
<context>
    <name>OutputErrorPicture</name>
    <message>
        <source>output error = weight error</source>
        <translation>输出误差 = 权重误差</translation>
    </message>
    <message>
        <source>weight error (relative RMSE, %)</source>
        <translation>权重误差（相对 RMSE，%）</translation>
    </message>
    <message>
        <source>output error (relative RMSE, %)</source>
        <translation>输出误差（相对 RMSE，%）</translation>
    </message>
</context>
<context>
    <name>OutputErrorRow</name>
    <message>
        <source>The output is hit harder than the weight: the columns that matter were rounded badly. More bits, or a method that knows what comes in, help here.</source>
        <translation>输出受损比权重更严重：重要的列舍入得不好。更多位数，或了解输入的方法，会有帮助。</translation>
    </message>
    <message>
        <source>The output is hit less than the weight: what was lost lies in columns that see little.</source>
        <translation>输出受损比权重更轻：损失位于输入很小的列中。</translation>
    </message>
    <message>
        <source>Output and weight are hit alike.</source>
        <translation>输出与权重受损程度相同。</translation>
    </message>
    <message>
        <source>Weight error %1, output error %2 (SQNR %3)</source>
        <translation>权重误差 %1，输出误差 %2（SQNR %3）</translation>
    </message>
    <message>
        <source>%1 tokens went through it</source>
        <translation>经过它的词元：%1</translation>
    </message>
</context>
<context>
    <name>PageWriter</name>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
</context>
<context>
    <name>PdfReport</name>
    <message>
        <source>Quantization report</source>
        <translation>量化报告</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Schemes compared</source>
        <translation>比较的方案</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1，%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>This model is quantized already: errors are relative to what it decodes to, not to the weights it was made from.</source>
        <translation>此模型已经量化：误差相对于其解码值，而不是其来源权重。</translation>
    </message>
    <message>
        <source>Errors are relative to %1.</source>
        <translation>误差相对于 %1。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Closest to the original: %1, relative RMSE %2 at %3. Smallest: %4, %5, relative RMSE %6.</source>
        <translation>最接近原件：%1，相对 RMSE %2，大小 %3。最小：%4，%5，相对 RMSE %6。</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>位/权重</translation>
    </message>
    <message>
        <source>Rel. RMSE</source>
        <translation>相对 RMSE</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>Relative RMSE: root of the sum of squared errors over the sum of squared weights; 0 % is an exact copy. It is an error of the weights, not a figure of what the model says.</source>
        <translation>相对 RMSE：误差平方和除以权重平方和的平方根；0 % 为完全相同。它是权重的误差，并不衡量模型的输出。</translation>
    </message>
    <message>
        <source>Tensor by tensor: relative RMSE (%)</source>
        <translation>逐张量：相对 RMSE (%)</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>▲ is the best of its row; * marks a fallback: rows that do not fit the scheme&apos;s blocks.</source>
        <translation>▲ 为该行最佳；* 表示替代格式：行长不适合该方案的块。</translation>
    </message>
    <message>
        <source>The first %1 of %2 tensors; a CSV report has all.</source>
        <translation>%2 个张量中的前 %1 个；CSV 报告包含全部。</translation>
    </message>
    <message>
        <source>The first %1 of %2 schemes; a CSV report has all.</source>
        <translation>%2 个方案中的前 %1 个；CSV 报告包含全部。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>✓ The file was written, read back through the ordinary reading path and is equal, bit for bit.</source>
        <translation>✓ 文件已写出，经普通读取路径读回，逐位相同。</translation>
    </message>
    <message>
        <source>✗ The file does not read back as it was written. Do not use it.</source>
        <translation>✗ 读回的内容与写出的不一致。请勿使用。</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>By</source>
        <translation>制作</translation>
    </message>
    <message numerus="yes">
        <source>%1; %n tensor(s) checked.</source>
        <translation>
            <numerusform>%1；已检查 %n 个张量。</numerusform>
        </translation>
    </message>
    <message>
        <source>Quantization report · %1</source>
        <translation>量化报告 · %1</translation>
    </message>
    <message>
        <source>How to make this again</source>
        <translation>如何重新生成</translation>
    </message>
    <message>
        <source>Methods on equal terms</source>
        <translation>同等条件下的方法</translation>
    </message>
    <message>
        <source>Judged on %1, calibrated on %2. Bold is the best of its format.</source>
        <translation>在 %1 上评判，在 %2 上校准。粗体为该格式中最好的。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>StudyPictures</name>
    <message>
        <source>weight value</source>
        <translation>权重值</translation>
    </message>
    <message>
        <source>share of weights (%)</source>
        <translation>权重占比 (%)</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>解码后</translation>
    </message>
    <message>
        <source>levels at the median scale</source>
        <translation>中位缩放系数下的量化级</translation>
    </message>
    <message>
        <source>error (original − decoded)</source>
        <translation>误差（原始 − 解码后）</translation>
    </message>
    <message>
        <source>weights (%)</source>
        <translation>权重 (%)</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>code</source>
        <translation>码值</translation>
    </message>
    <message>
        <source>code usage</source>
        <translation>码值使用情况</translation>
    </message>
    <message>
        <source>block scale</source>
        <translation>块缩放系数</translation>
    </message>
    <message>
        <source>blocks (%)</source>
        <translation>块 (%)</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>row (output channel)</source>
        <translation>行（输出通道）</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>相对 RMSE (%)</translation>
    </message>
    <message>
        <source>row error</source>
        <translation>行误差</translation>
    </message>
    <message>
        <source>marked region</source>
        <translation>标记区域</translation>
    </message>
    <message>
        <source>error (original − decoded); ticks: ± the Gaussian bound</source>
        <translation>误差（原值 − 解码值）；刻线：± 高斯下界</translation>
    </message>
    <message>
        <source>the Gaussian bound&apos;s RMS error</source>
        <translation>高斯下界的均方根误差</translation>
    </message>
</context>
<context>
    <name>SurveyPicture</name>
    <message>
        <source>bits per weight</source>
        <translation>每权重位数</translation>
    </message>
    <message>
        <source>relative RMSE (%)</source>
        <translation>相对 RMSE（%）</translation>
    </message>
    <message>
        <source>Gaussian bound</source>
        <translation>高斯下界</translation>
    </message>
    <message>
        <source>best scalar</source>
        <translation>最佳标量</translation>
    </message>
</context>
<context>
    <name>TradeoffPictures</name>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>%1 bits per weight</source>
        <translation>每权重 %1 位</translation>
    </message>
    <message>
        <source>size of the quantized weights (MiB)</source>
        <translation>量化权重的大小 (MiB)</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation>%1，文本 %2</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>There is not enough room on this disk. Nothing was left behind; free some space or choose another folder.</source>
        <translation>磁盘空间不足。未留下任何文件；请释放空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>无法写入文件：%1。</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>字节 %1</translation>
    </message>
    <message>
        <source>tensor “%1”</source>
        <translation>张量“%1”</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>无法读取文件：%1。</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>这不是普通文件。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>“%1” is not a value that %2 can have; allowed: %3.</source>
        <translation>“%1”不是 %2 可取的值；允许的值：%3。</translation>
    </message>
    <message>
        <source>“%1” is not a parameter here: there are none.</source>
        <translation>“%1”不是此处的参数：此处没有参数。</translation>
    </message>
    <message>
        <source>“%1” is not a parameter here; there are: %2.</source>
        <translation>“%1”不是此处的参数；可用参数：%2。</translation>
    </message>
    <message>
        <source>“%1” is not a regular expression: %2.</source>
        <translation>“%1”不是正则表达式：%2。</translation>
    </message>
    <message>
        <source>“%1” is too complex a regular expression.</source>
        <translation>正则表达式“%1”过于复杂。</translation>
    </message>
    <message>
        <source>The weight in row %1, column %2 is %3: errors cannot be measured against it. Repair the model, or leave this tensor out.</source>
        <translation>第 %1 行第 %2 列的权重为 %3，无法以它为基准计算误差。请修复模型，或排除此张量。</translation>
    </message>
    <message>
        <source>The original has no tensor of this name.</source>
        <translation>原始模型中没有同名张量。</translation>
    </message>
    <message>
        <source>It is %1 in the original and %2 here: not the same model.</source>
        <translation>原始模型中为 %1，此处为 %2：不是同一个模型。</translation>
    </message>
    <message>
        <source>The original has %1 rows of %2, this tensor %3 of %4: they cannot be compared.</source>
        <translation>原始张量有 %1 行、每行 %2 个，此张量有 %3 行、每行 %4 个：无法比较。</translation>
    </message>
    <message>
        <source>An importance matrix must be F32; this part is %1.</source>
        <translation>重要性矩阵必须为 F32；此部分为 %1。</translation>
    </message>
    <message>
        <source>%1 is no number of tokens.</source>
        <translation>%1 不是有效的词元数。</translation>
    </message>
    <message>
        <source>The importance matrix has sums but no counts for it.</source>
        <translation>重要性矩阵中有它的平方和，但没有计数。</translation>
    </message>
    <message>
        <source>This GGUF file is no importance matrix: it has no tensor named ….in_sum2.</source>
        <translation>此 GGUF 文件不是重要性矩阵：其中没有名为 ….in_sum2 的张量。</translation>
    </message>
    <message>
        <source>There is nothing in the importance matrix to write.</source>
        <translation>重要性矩阵中没有可写入的内容。</translation>
    </message>
    <message>
        <source>The importance matrix was made for another model: it holds %1 values of %2 experts where the tensor has %3 columns and %4 experts.</source>
        <translation>此重要性矩阵属于另一个模型：它含 %2 个专家的 %1 个值，而张量有 %3 列、%4 个专家。</translation>
    </message>
    <message>
        <source>A text of %1 bytes cannot be part of an importance matrix; is this another kind of file?</source>
        <translation>重要性矩阵中不可能有 %1 字节长的文本；这是否为其他类型的文件？</translation>
    </message>
    <message>
        <source>An importance matrix cannot have a count of %1; is this another kind of file?</source>
        <translation>重要性矩阵中的计数不可能为 %1；这是否为其他类型的文件？</translation>
    </message>
    <message>
        <source>The importance matrix has %1 sums for %2 counts.</source>
        <translation>重要性矩阵有 %1 个平方和，对应 %2 个计数。</translation>
    </message>
    <message>
        <source>The sum of squares of column %1 is %2. Make the importance matrix anew.</source>
        <translation>第 %1 列的平方和为 %2。请重新生成重要性矩阵。</translation>
    </message>
    <message>
        <source>The importance matrix has two entries of this name.</source>
        <translation>重要性矩阵中有两个同名条目。</translation>
    </message>
    <message>
        <source>The importance matrix is empty or too large for the older file form.</source>
        <translation>重要性矩阵为空，或对旧版文件格式而言过大。</translation>
    </message>
    <message>
        <source>The built-in demo is not there; it was looked for in: %1. Install Mantissa&apos;s data, or set MANTISSA_DATA to the folder that holds “demo”.</source>
        <translation>找不到内置演示；已查找：%1。请安装 Mantissa 的数据，或将 MANTISSA_DATA 设为含有“demo”的文件夹。</translation>
    </message>
    <message>
        <source>More data was given than the planned file holds.</source>
        <translation>给出的数据多于计划文件所能容纳的量。</translation>
    </message>
    <message>
        <source>%1 bytes were given where the plan has room for %2.</source>
        <translation>给出了 %1 字节，而计划只为其留出 %2 字节。</translation>
    </message>
    <message>
        <source>The file cannot be finished: this tensor&apos;s data is missing.</source>
        <translation>无法完成文件：缺少此张量的数据。</translation>
    </message>
    <message>
        <source>The file does not begin with “GGUF”.</source>
        <translation>文件不以“GGUF”开头。</translation>
    </message>
    <message>
        <source>This is GGUF version 1, which was replaced in 2023. Get a newer file of the model.</source>
        <translation>这是 GGUF 第 1 版，已于 2023 年被取代。请获取该模型的新版文件。</translation>
    </message>
    <message>
        <source>This is a big-endian GGUF file. Only little-endian files can be opened.</source>
        <translation>这是大端序 GGUF 文件。只能打开小端序文件。</translation>
    </message>
    <message>
        <source>GGUF version %1 is not known; versions 2 and 3 can be opened.</source>
        <translation>未知的 GGUF 版本 %1；可以打开第 2 版和第 3 版。</translation>
    </message>
    <message>
        <source>The metadata key “%1” is there twice.</source>
        <translation>元数据键“%1”出现了两次。</translation>
    </message>
    <message>
        <source>The header announces %1 tensors, but the file has only %2 more bytes. It is damaged or was not copied completely.</source>
        <translation>文件头声明有 %1 个张量，但文件只剩 %2 字节。文件已损坏或没有完整复制。</translation>
    </message>
    <message>
        <source>The header announces %1 metadata entries, but the file has only %2 more bytes. It is damaged or was not copied completely.</source>
        <translation>文件头声明有 %1 条元数据，但文件只剩 %2 字节。文件已损坏或没有完整复制。</translation>
    </message>
    <message>
        <source>A length of %1 is written here; more than %2 makes no sense in this place. The file is damaged.</source>
        <translation>此处写入的长度为 %1；在这个位置超过 %2 没有意义。文件已损坏。</translation>
    </message>
    <message>
        <source>A true-or-false value is %1 instead of 0 or 1.</source>
        <translation>布尔值为 %1，而不是 0 或 1。</translation>
    </message>
    <message>
        <source>An array of %1 elements is announced, but only %2 bytes of the file are left.</source>
        <translation>声明了含 %1 个元素的数组，但文件只剩 %2 字节。</translation>
    </message>
    <message>
        <source>A metadata value has the type number %1, which GGUF does not define (0 to 12 are).</source>
        <translation>元数据值的类型号为 %1，GGUF 未定义该类型（已定义 0 至 12）。</translation>
    </message>
    <message>
        <source>Metadata holds an array of arrays; neither llama.cpp nor Mantissa reads those.</source>
        <translation>元数据中有嵌套数组；llama.cpp 和 Mantissa 都不读取这种数据。</translation>
    </message>
    <message>
        <source>GGUF cannot hold %1.</source>
        <translation>GGUF 不能存放 %1。</translation>
    </message>
    <message>
        <source>GGUF allows tensor names of 1 to %1 bytes.</source>
        <translation>GGUF 允许的张量名称长度为 1 至 %1 字节。</translation>
    </message>
    <message>
        <source>GGUF allows %1 dimensions; this tensor has %2.</source>
        <translation>GGUF 允许 %1 个维度；此张量有 %2 个。</translation>
    </message>
    <message>
        <source>Rows of %1 elements cannot be stored as %2, whose blocks have %3 elements.</source>
        <translation>每行 %1 个元素不能存为 %2，因为其块含 %3 个元素。</translation>
    </message>
    <message>
        <source>Two tensors carry this name.</source>
        <translation>有两个张量使用此名称。</translation>
    </message>
    <message>
        <source>The tensor&apos;s size (%1) is larger than any file.</source>
        <translation>张量的大小（%1）超过任何文件。</translation>
    </message>
    <message>
        <source>This model is split into %1 files, and number %2 is missing. Put all of them into one folder.</source>
        <translation>此模型分为 %1 个文件，缺少第 %2 个。请将所有文件放入同一文件夹。</translation>
    </message>
    <message>
        <source>By its name this is part %1 of %2, but its metadata says split.no %3 and split.count %4.</source>
        <translation>按文件名这是第 %1 部分，共 %2 部分，但其元数据为 split.no %3、split.count %4。</translation>
    </message>
    <message>
        <source>The parts hold %1 tensors together, but split.tensors.count is %2: they do not belong to one model.</source>
        <translation>各部分共有 %1 个张量，但 split.tensors.count 为 %2：它们不属于同一个模型。</translation>
    </message>
    <message>
        <source>The file is one of %1 parts, so its name must end like “%2” for the others to be found. Give it its original name.</source>
        <translation>此文件是 %1 个部分之一，其名称必须以“%2”形式结尾才能找到其余部分。请恢复其原名。</translation>
    </message>
    <message>
        <source>The tensor has type %1 (number %2), which was removed from GGUF. Get a newer file of the model.</source>
        <translation>张量的类型为 %1（编号 %2），该类型已从 GGUF 中移除。请获取该模型的新版文件。</translation>
    </message>
    <message>
        <source>The tensor has type number %1, which is not known.</source>
        <translation>张量的类型编号为 %1，无法识别。</translation>
    </message>
    <message>
        <source>The tensor has %1 dimensions; GGUF allows %2.</source>
        <translation>张量有 %1 个维度；GGUF 允许 %2 个。</translation>
    </message>
    <message>
        <source>The tensor is %1 long in dimension %2, which cannot be.</source>
        <translation>张量在第 %2 维的长度为 %1，这是不可能的。</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1, which is not a multiple of the alignment %2.</source>
        <translation>张量数据始于偏移 %1，它不是对齐值 %2 的倍数。</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1 and overlaps the one before it, which ends at %2.</source>
        <translation>张量数据始于偏移 %1，与前一个张量重叠（后者结束于 %2）。</translation>
    </message>
    <message>
        <source>The tensor&apos;s data begins at offset %1 and leaves a hole behind the one before it, which ends at %2.</source>
        <translation>张量数据始于偏移 %1，与前一个张量之间有空隙（后者结束于 %2）。</translation>
    </message>
    <message>
        <source>A tensor&apos;s name is %1 bytes long; 1 to %2 are allowed.</source>
        <translation>张量名称长 %1 字节；允许 1 至 %2 字节。</translation>
    </message>
    <message>
        <source>The tensor&apos;s %1 bytes reach beyond the end of the file (%2 bytes). It was probably not downloaded or copied completely.</source>
        <translation>张量的 %1 字节超出文件末尾（%2 字节）。文件可能没有完整下载或复制。</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>无法读取文件夹：%1。</translation>
    </message>
    <message>
        <source>The folder holds GGUF files; open one of them directly.</source>
        <translation>文件夹中是 GGUF 文件；请直接打开其中一个。</translation>
    </message>
    <message>
        <source>The folder holds weights in PyTorch&apos;s format only, which cannot be opened yet. Look for the model&apos;s safetensors files.</source>
        <translation>文件夹中只有 PyTorch 格式的权重，目前还不能打开。请寻找该模型的 safetensors 文件。</translation>
    </message>
    <message>
        <source>The folder holds no weights (no .safetensors file).</source>
        <translation>文件夹中没有权重（没有 .safetensors 文件）。</translation>
    </message>
    <message>
        <source>The folder holds %1 safetensors files and no index that joins them; open one of them directly.</source>
        <translation>文件夹中有 %1 个 safetensors 文件，但没有将它们关联起来的索引；请直接打开其中一个。</translation>
    </message>
    <message>
        <source>A JSON object was expected here.</source>
        <translation>此处应为 JSON 对象。</translation>
    </message>
    <message>
        <source>The JSON text holds the key “%1” twice in one object.</source>
        <translation>JSON 文本的同一对象中键“%1”出现了两次。</translation>
    </message>
    <message>
        <source>This is not valid JSON.</source>
        <translation>这不是有效的 JSON。</translation>
    </message>
    <message>
        <source>The JSON text holds a number that is out of range.</source>
        <translation>JSON 文本中有超出范围的数字。</translation>
    </message>
    <message>
        <source>The JSON text is %1 bytes long; more than %2 makes no sense here.</source>
        <translation>JSON 文本长 %1 字节；此处超过 %2 没有意义。</translation>
    </message>
    <message>
        <source>The JSON text is nested more than %1 levels deep.</source>
        <translation>JSON 文本的嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>Arrays of NumPy type “%1” cannot be opened (nor can big-endian numbers and Python objects).</source>
        <translation>无法打开 NumPy 类型“%1”的数组（大端序数字和 Python 对象也不行）。</translation>
    </message>
    <message>
        <source>The array does not begin as .npy files do.</source>
        <translation>数组的开头不是 .npy 文件应有的内容。</translation>
    </message>
    <message>
        <source>Version %1.%2 of .npy is not known; 1.0, 2.0 and 3.0 can be opened.</source>
        <translation>未知的 .npy 版本 %1.%2；可以打开 1.0、2.0 和 3.0。</translation>
    </message>
    <message>
        <source>The array&apos;s shape (%1) is larger than any file.</source>
        <translation>数组的形状（%1）超过任何文件。</translation>
    </message>
    <message>
        <source>The array is stored column by column (Fortran order). Save it through numpy.ascontiguousarray.</source>
        <translation>数组按列存储（Fortran 顺序）。请先用 numpy.ascontiguousarray 转换再保存。</translation>
    </message>
    <message>
        <source>%1 bytes are left behind the array&apos;s data.</source>
        <translation>数组数据之后还剩 %1 字节。</translation>
    </message>
    <message>
        <source>The array&apos;s header is not the dictionary that NumPy writes.</source>
        <translation>数组的文件头不是 NumPy 写入的字典。</translation>
    </message>
    <message>
        <source>The array holds records of several fields; only arrays of plain numbers can be opened.</source>
        <translation>数组由多字段记录组成；只能打开纯数字数组。</translation>
    </message>
    <message>
        <source>The archive holds no .npy arrays. Of the archives that models come in, only .npz can be opened yet.</source>
        <translation>压缩包中没有 .npy 数组。在模型使用的各种压缩包中，目前只能打开 .npz。</translation>
    </message>
    <message>
        <source>The file is empty. Download or copy it again.</source>
        <translation>文件为空。请重新下载或复制。</translation>
    </message>
    <message>
        <source>This is not a model file that can be opened: it is neither GGUF nor safetensors, .npy or .npz.</source>
        <translation>这不是可以打开的模型文件：它不是 GGUF，也不是 safetensors、.npy 或 .npz。</translation>
    </message>
    <message>
        <source>Two tensors carry this name. The file was put together wrongly; get it again from its source.</source>
        <translation>有两个张量使用此名称。文件的组装有误；请从来源重新获取。</translation>
    </message>
    <message>
        <source>A shape or offset is not a whole number of at least 0.</source>
        <translation>形状或偏移不是大于等于 0 的整数。</translation>
    </message>
    <message>
        <source>The tensor has no “shape” list.</source>
        <translation>张量没有“shape”列表。</translation>
    </message>
    <message>
        <source>The tensor&apos;s shape is larger than any file.</source>
        <translation>张量的形状超过任何文件。</translation>
    </message>
    <message>
        <source>The tensor has no “dtype” text.</source>
        <translation>张量没有“dtype”文本。</translation>
    </message>
    <message>
        <source>The tensor has dtype “%1”, which is not known.</source>
        <translation>张量的 dtype 为“%1”，无法识别。</translation>
    </message>
    <message>
        <source>The tensor has no pair of “data_offsets”.</source>
        <translation>张量没有一对“data_offsets”。</translation>
    </message>
    <message>
        <source>The tensor&apos;s entry is not a JSON object.</source>
        <translation>张量的条目不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The tensor&apos;s shape (%1, %2) does not fit its offsets %3 to %4.</source>
        <translation>张量的形状（%1，%2）与其偏移 %3 至 %4 不符。</translation>
    </message>
    <message>
        <source>The tensor&apos;s data should end at offset %1, but the file holds only %2 bytes of data. It was probably not downloaded or copied completely.</source>
        <translation>张量数据应结束于偏移 %1，但文件只有 %2 字节数据。文件可能没有完整下载或复制。</translation>
    </message>
    <message>
        <source>The file holds %1 bytes of data, but its tensors end at %2.</source>
        <translation>文件有 %1 字节数据，但其张量结束于 %2。</translation>
    </message>
    <message>
        <source>“__metadata__” must be an object of texts.</source>
        <translation>“__metadata__”必须是由文本组成的对象。</translation>
    </message>
    <message>
        <source>The header is said to be %1 bytes long; at most %2 are allowed. This is no safetensors file, or it is damaged.</source>
        <translation>文件头据称长 %1 字节；最多允许 %2 字节。这不是 safetensors 文件，或文件已损坏。</translation>
    </message>
    <message>
        <source>The header does not begin with “{”.</source>
        <translation>文件头不以“{”开头。</translation>
    </message>
    <message>
        <source>The index has no “weight_map” from tensors to files.</source>
        <translation>索引中没有从张量到文件的“weight_map”。</translation>
    </message>
    <message>
        <source>The index names the file %1 for this tensor; only a plain name beside the index is allowed.</source>
        <translation>索引为此张量指定了文件 %1；只允许索引旁的单纯文件名。</translation>
    </message>
    <message>
        <source>The index names this file, but it is missing. Put all files of the model into one folder.</source>
        <translation>索引中列有此文件，但文件缺失。请将模型的所有文件放入同一文件夹。</translation>
    </message>
    <message>
        <source>The index says that this file holds the tensor, but it does not.</source>
        <translation>索引称此文件含有该张量，但实际没有。</translation>
    </message>
    <message>
        <source>safetensors cannot hold %1; choose GGUF.</source>
        <translation>safetensors 不能存放 %1；请选择 GGUF。</translation>
    </message>
    <message>
        <source>The header would have %1 bytes; safetensors allows %2.</source>
        <translation>文件头将有 %1 字节；safetensors 允许 %2 字节。</translation>
    </message>
    <message>
        <source>The archive&apos;s table of contents is damaged. Get the file again.</source>
        <translation>压缩包的目录已损坏。请重新获取文件。</translation>
    </message>
    <message>
        <source>The archive has no table of contents at its end. It was probably not downloaded or copied completely.</source>
        <translation>压缩包末尾没有目录。文件可能没有完整下载或复制。</translation>
    </message>
    <message>
        <source>The archive is spread over several files.</source>
        <translation>压缩包分散在多个文件中。</translation>
    </message>
    <message>
        <source>“%1” in the archive is encrypted.</source>
        <translation>压缩包中的“%1”已加密。</translation>
    </message>
    <message>
        <source>“%1” in the archive is damaged and cannot be unpacked.</source>
        <translation>压缩包中的“%1”已损坏，无法解压。</translation>
    </message>
    <message>
        <source>“%1” in the archive is compressed by method %2; only stored and deflated entries can be opened.</source>
        <translation>压缩包中的“%1”使用压缩方法 %2；只能打开未压缩或 deflate 压缩的条目。</translation>
    </message>
    <message>
        <source>“%1” would take %2 bytes unpacked, which is more than can be. Save the archive without compression (numpy.savez).</source>
        <translation>“%1”解压后将占 %2 字节，超出可能的范围。请以不压缩方式保存压缩包（numpy.savez）。</translation>
    </message>
    <message>
        <source>How many weights share a scale; blocks run on across rows.</source>
        <translation>多少个权重共用一个缩放系数；块可跨行延续。</translation>
    </message>
    <message>
        <source>Double quantization: the scales are themselves coded in 8 bits, in runs of 256.</source>
        <translation>双重量化：缩放系数本身再以 8 位编码，每 256 个一段。</translation>
    </message>
    <message>
        <source>4-bit NormalFloat: 16 levels at the quantiles of a normal distribution, times the largest magnitude of each block.</source>
        <translation>4 位 NormalFloat：位于正态分布分位点的 16 个量化级，乘以各块的最大绝对值。</translation>
    </message>
    <message>
        <source>4-bit floating point: sign, two exponent bits and one mantissa bit, times the largest magnitude of each block.</source>
        <translation>4 位浮点：符号、两个指数位和一个尾数位，乘以各块的最大绝对值。</translation>
    </message>
    <message>
        <source>The weights from row %1, column %2 on are too large to be quantized doubly. Choose double=false.</source>
        <translation>从第 %1 行第 %2 列起的权重过大，无法双重量化。请选择 double=false。</translation>
    </message>
    <message>
        <source>Tensors of type %1 cannot be decoded.</source>
        <translation>无法解码 %1 类型的张量。</translation>
    </message>
    <message>
        <source>%1 bytes cannot be a tensor of %2 elements of type %3 that is read as %4 rows of %5.</source>
        <translation>%1 字节不可能是含 %2 个 %3 类型元素、按 %4 行每行 %5 个读取的张量。</translation>
    </message>
    <message>
        <source>Rows of %1 elements cut the blocks of %2 elements that %3 is stored in.</source>
        <translation>每行 %1 个元素会切断 %3 所用的 %2 元素块。</translation>
    </message>
    <message>
        <source>The weight in row %1, column %2 is %3. Only finite numbers can be quantized; repair the model, or leave this tensor as it is.</source>
        <translation>第 %1 行第 %2 列的权重为 %3。只能量化有限数；请修复模型，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>The weights around row %1, column %2 are too large for the scales of %3. Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>第 %1 行第 %2 列附近的权重对 %3 的缩放系数而言过大。请选择范围更宽的格式，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 is larger than %4 can hold (%5). Choose a format with a wider range.</source>
        <translation>第 %2 行第 %3 列的权重 %1 超出 %4 所能表示的范围（%5）。请选择范围更宽的格式。</translation>
    </message>
    <message>
        <source>16-bit floating point: 5 exponent and 10 mantissa bits; fine steps, but nothing beyond ±65504.</source>
        <translation>16 位浮点：5 个指数位和 10 个尾数位。步长细，但不能超出 ±65504。</translation>
    </message>
    <message>
        <source>Brain floating point: the upper half of a 32-bit float; the full range, with 8 significant bits.</source>
        <translation>脑浮点：32 位浮点数的高半部分。范围完整，有效位 8 位。</translation>
    </message>
    <message>
        <source>%1 codes %2 weights of a row together, but the rows are %3 wide. Choose a format whose block divides the row.</source>
        <translation>%1 将一行中的 %2 个权重一起编码，但每行宽 %3。请选择块能整除行宽的格式。</translation>
    </message>
    <message>
        <source>%1: %2 rows of %3 weights take %4 bytes, but %5 bytes for %6 weights were given.</source>
        <translation>%1：每行 %3 个权重的 %2 行需要 %4 字节，却给出了 %6 个权重的 %5 字节。</translation>
    </message>
    <message>
        <source>%1 has no encoder “%2”.</source>
        <translation>%1 没有编码器“%2”。</translation>
    </message>
    <message>
        <source>The importance matrix has %1 columns, the weight has %2.</source>
        <translation>重要性矩阵有 %1 列，权重有 %2 列。</translation>
    </message>
    <message>
        <source>ggml&apos;s encoder for %1 needs an importance matrix. Give one, or use the method “search”.</source>
        <translation>ggml 的 %1 编码器需要重要性矩阵。请提供一个，或使用方法“search”。</translation>
    </message>
    <message>
        <source>4 bits that pick from a bell-shaped table, one scale for 32 weights; better than Q4_0 in the same size.</source>
        <translation>4 位，取自钟形分布表，每 32 个权重一个缩放系数。大小与 Q4_0 相同而更准确。</translation>
    </message>
    <message>
        <source>As IQ4_NL, with 6-bit scales that share one number in 256 weights: a quarter of a bit smaller.</source>
        <translation>同 IQ4_NL，但使用 6 位缩放系数，每 256 个权重共用一个公共系数：每权重少四分之一位。</translation>
    </message>
    <message>
        <source>OCP microscaling: 4-bit floating point numbers, one power of two as the scale of 32 weights.</source>
        <translation>OCP 微缩放：4 位浮点数，每 32 个权重以一个 2 的幂为缩放系数。</translation>
    </message>
    <message>
        <source>4-bit floating point numbers with an 8-bit floating point scale for 16 weights.</source>
        <translation>4 位浮点数，每 16 个权重一个 8 位浮点缩放系数。</translation>
    </message>
    <message>
        <source>Ternary: -1, 0 or 1 times one scale for 256 weights, five to a byte; for models trained that way.</source>
        <translation>三值：-1、0 或 1 乘以每 256 个权重一个的缩放系数，每字节五个。用于以此方式训练的模型。</translation>
    </message>
    <message>
        <source>Ternary as TQ1_0, but four to a byte: a little larger and faster to read.</source>
        <translation>与 TQ1_0 相同的三值，但每字节四个：略大，读取更快。</translation>
    </message>
    <message>
        <source>Only the sign of each weight, one magnitude for 128 weights.</source>
        <translation>只保留每个权重的符号，每 128 个权重一个幅值。</translation>
    </message>
    <message>
        <source>2 bits: -1, 0, 1 or 2 times one scale for 64 weights.</source>
        <translation>2 位：-1、0、1 或 2 乘以每 64 个权重一个的缩放系数。</translation>
    </message>
    <message>
        <source>4 bits, one scale for 32 weights; the simplest 4-bit type: fast everywhere, less accurate than Q4_K.</source>
        <translation>4 位，每 32 个权重一个缩放系数。最简单的 4 位类型：处处都快，不如 Q4_K 准确。</translation>
    </message>
    <message>
        <source>4 bits, a scale and a minimum for 32 weights; suits weights that are not centred on zero.</source>
        <translation>4 位，每 32 个权重一个缩放系数和一个最小值。适合不以零为中心的权重。</translation>
    </message>
    <message>
        <source>5 bits, one scale for 32 weights; where rows are too narrow for Q4_K, this is what llama.cpp takes instead.</source>
        <translation>5 位，每 32 个权重一个缩放系数。行宽不足以使用 Q4_K 时，llama.cpp 以此代替。</translation>
    </message>
    <message>
        <source>5 bits, a scale and a minimum for 32 weights; where rows are too narrow for Q5_K, this is what llama.cpp takes instead.</source>
        <translation>5 位，每 32 个权重一个缩放系数和一个最小值。行宽不足以使用 Q5_K 时，llama.cpp 以此代替。</translation>
    </message>
    <message>
        <source>8 bits, one scale for 32 weights; practically without loss, at a quarter of F32.</source>
        <translation>8 位，每 32 个权重一个缩放系数。几乎无损，大小为 F32 的四分之一。</translation>
    </message>
    <message>
        <source>2 bits with a 4-bit scale and minimum for 16 weights; for when nothing larger fits.</source>
        <translation>2 位，每 16 个权重一个 4 位缩放系数和最小值。用于放不下更大类型的场合。</translation>
    </message>
    <message>
        <source>3 bits with a 6-bit scale for 16 weights; small, with visible loss.</source>
        <translation>3 位，每 16 个权重一个 6 位缩放系数。体积小，损失可见。</translation>
    </message>
    <message>
        <source>4 bits with a 6-bit scale and minimum for 32 weights; the usual choice for large models.</source>
        <translation>4 位，每 32 个权重一个 6 位缩放系数和最小值。大模型的常用选择。</translation>
    </message>
    <message>
        <source>5 bits with a 6-bit scale and minimum for 32 weights; half the error of Q4_K.</source>
        <translation>5 位，每 32 个权重一个 6 位缩放系数和最小值。误差为 Q4_K 的一半。</translation>
    </message>
    <message>
        <source>6 bits with an 8-bit scale for 16 weights; close to the original; llama.cpp&apos;s mixtures keep sensitive tensors in it.</source>
        <translation>6 位，每 16 个权重一个 8 位缩放系数。接近原始值；llama.cpp 的混合配方用它存放敏感张量。</translation>
    </message>
    <message>
        <source>How many columns of a row share a scale; 0: the whole row, -1: the whole tensor. The last group of a row may be shorter.</source>
        <translation>一行中多少列共用一个缩放系数；0：整行，-1：整个张量。行的最后一组可以较短。</translation>
    </message>
    <message>
        <source>Symmetric: the levels lie evenly around 0. Otherwise each scale has a zero point, which fits lopsided weights better and costs its bits.</source>
        <translation>对称：量化级均匀分布在 0 两侧。否则每个缩放系数带一个零点，更适合偏斜的权重，但要多占位数。</translation>
    </message>
    <message>
        <source>The number type of the scales.</source>
        <translation>缩放系数的数值类型。</translation>
    </message>
    <message>
        <source>%1 evenly spaced levels, %2 bits a weight, under a scale for each group of columns, each row or the tensor.</source>
        <translation>%1 个等距量化级，每权重 %2 位，每组列、每行或整个张量一个缩放系数。</translation>
    </message>
    <message>
        <source>The weights in row %1 from column %2 on are too large for a scale of type %3. Choose scale=f32 or scale=bf16, or leave this tensor as it is.</source>
        <translation>第 %1 行从第 %2 列起的权重对 %3 类型的缩放系数而言过大。请选择 scale=f32 或 scale=bf16，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>Parameters are written name=value; “%1” is not.</source>
        <translation>参数应写作 name=value；“%1”不是。</translation>
    </message>
    <message>
        <source>The parameter “%1” is given twice.</source>
        <translation>参数“%1”给出了两次。</translation>
    </message>
    <message>
        <source>There is no format “%1”. Did you mean %2?</source>
        <translation>没有格式“%1”。您是否指 %2？</translation>
    </message>
    <message>
        <source>There is no format “%1”. There are: %2.</source>
        <translation>没有格式“%1”。可用格式：%2。</translation>
    </message>
    <message>
        <source>The importance has %1 values, but the weight has %2 columns.</source>
        <translation>重要性有 %1 个值，但权重有 %2 列。</translation>
    </message>
    <message>
        <source>The importance of column %1 is %2; it must be finite and not negative.</source>
        <translation>第 %1 列的重要性为 %2；它必须是有限的非负数。</translation>
    </message>
    <message>
        <source>The format %1 has no encoder “%2”; it has: %3.</source>
        <translation>格式 %1 没有编码器“%2”；可用编码器：%3。</translation>
    </message>
    <message>
        <source>Round to nearest: each block&apos;s scale follows from its largest (or smallest and largest) value, then every weight takes the nearest level.</source>
        <translation>就近舍入：每块的缩放系数由其最大值（或最小值和最大值）确定，然后每个权重取最近的量化级。</translation>
    </message>
    <message>
        <source>What llama.cpp does: the same bytes as ggml&apos;s own encoder gives.</source>
        <translation>与 llama.cpp 相同：得到与 ggml 自身编码器相同的字节。</translation>
    </message>
    <message>
        <source>Searches each block&apos;s scale and offset for the least squared error, weighted by importance where it is known. The same size, never worse than rtn and ggml.</source>
        <translation>为每块搜索使平方误差最小的缩放系数和偏移，已知重要性时按其加权。大小相同，绝不差于 rtn 和 ggml。</translation>
    </message>
    <message>
        <source>There is no method “%1”. Did you mean %2?</source>
        <translation>没有方法“%1”。您是否指 %2？</translation>
    </message>
    <message>
        <source>There is no method “%1”. There are: %2.</source>
        <translation>没有方法“%1”。可用方法：%2。</translation>
    </message>
    <message>
        <source>The model&apos;s hyperparameter “%1” is %2, which no network can have.</source>
        <translation>模型的超参数“%1”为 %2，任何网络都不可能如此。</translation>
    </message>
    <message>
        <source>%1 heads cannot share %2 key-value heads evenly.</source>
        <translation>%1 个头不能均分 %2 个键值头。</translation>
    </message>
    <message>
        <source>Rotary positions over %1 of %2 values a head with base %3 make no sense.</source>
        <translation>对每头 %2 个值中的 %1 个以基数 %3 做旋转位置编码没有意义。</translation>
    </message>
    <message>
        <source>The norm&apos;s epsilon is %1.</source>
        <translation>归一化的 epsilon 为 %1。</translation>
    </message>
    <message>
        <source>The weight is missing.</source>
        <translation>缺少权重。</translation>
    </message>
    <message>
        <source>The network needs this tensor, but the model does not have it.</source>
        <translation>网络需要此张量，但模型中没有。</translation>
    </message>
    <message>
        <source>A network of the architecture “%1” has no place for this tensor, so running it would give wrong figures.</source>
        <translation>架构“%1”的网络没有此张量的位置，因此运行会得出错误的数据。</translation>
    </message>
    <message>
        <source>The file does not say which architecture it is, so it cannot be run. A GGUF file or a Hugging Face folder with config.json does.</source>
        <translation>文件未说明其架构，因此无法运行。GGUF 文件或带有 config.json 的 Hugging Face 文件夹会说明。</translation>
    </message>
    <message>
        <source>Models of the architecture “%1” cannot be run yet; those that can: %2. All that needs no running still works.</source>
        <translation>目前还不能运行架构为“%1”的模型；可以运行：%2。不需要运行的功能仍可使用。</translation>
    </message>
    <message>
        <source>Rotary positions scaled by the method “%1” cannot be run yet.</source>
        <translation>目前还不能运行以方法“%1”缩放的旋转位置编码。</translation>
    </message>
    <message>
        <source>Rotary positions cannot be scaled by the factor %1.</source>
        <translation>旋转位置编码不能以系数 %1 缩放。</translation>
    </message>
    <message>
        <source>The network needs %1 rotary factors, but there are %2.</source>
        <translation>网络需要 %1 个旋转系数，但有 %2 个。</translation>
    </message>
    <message>
        <source>The network needs %1 × %2 values here, but the weight has %3 × %4.</source>
        <translation>网络在此处需要 %1 × %2 个值，但权重有 %3 × %4 个。</translation>
    </message>
    <message>
        <source>The network has %1 weights, but %2 were given.</source>
        <translation>网络有 %1 个权重，但给出了 %2 个。</translation>
    </message>
    <message>
        <source>The operator “%1” takes %2 inputs and %3 weights, but the graph gives it %4 and %5.</source>
        <translation>算子“%1”需要 %2 个输入和 %3 个权重，但图给出了 %4 个和 %5 个。</translation>
    </message>
    <message>
        <source>The operator “%1” takes real numbers, but the graph gives it integers.</source>
        <translation>算子“%1”需要实数，但图给出了整数。</translation>
    </message>
    <message>
        <source>Attention of %1 heads on %2 key-value heads does not fit queries %3, keys %4 and values %5.</source>
        <translation>%1 个头、%2 个键值头的注意力与查询 %3、键 %4 和值 %5 不符。</translation>
    </message>
    <message>
        <source>The operator “%1” cannot join shapes %2 and %3.</source>
        <translation>算子“%1”无法合并形状 %2 和 %3。</translation>
    </message>
    <message>
        <source>An embedding takes token ids.</source>
        <translation>嵌入的输入是词元 id。</translation>
    </message>
    <message>
        <source>Token %1 at place %2 is outside the vocabulary of %3. The tokenizer does not belong to this model.</source>
        <translation>位置 %2 处的词元 %1 超出大小为 %3 的词表。此分词器不属于该模型。</translation>
    </message>
    <message>
        <source>The weight has %1 columns, but its input is %2 wide.</source>
        <translation>权重有 %1 列，但其输入宽 %2。</translation>
    </message>
    <message>
        <source>A norm over %1 values does not fit rows of %2.</source>
        <translation>对 %1 个值的归一化与每行 %2 个值不符。</translation>
    </message>
    <message>
        <source>A norm&apos;s scale has %1 values, its shift %2.</source>
        <translation>归一化的缩放有 %1 个值，平移有 %2 个值。</translation>
    </message>
    <message>
        <source>Rotary positions over %1 of %2 values a head do not fit the shape %3.</source>
        <translation>对每头 %2 个值中的 %1 个做旋转位置编码与形状 %3 不符。</translation>
    </message>
    <message>
        <source>Columns %1 to %2 do not exist in rows of %3.</source>
        <translation>每行 %3 个值，不存在第 %1 至 %2 列。</translation>
    </message>
    <message>
        <source>The graph&apos;s input “%1” was not given.</source>
        <translation>未给出图的输入“%1”。</translation>
    </message>
    <message>
        <source>The model is quantized already: errors add up, and are measured against what was opened.</source>
        <translation>模型已经量化：误差会累加，并以打开的模型为基准计算。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors do not fit the format asked for and get another one.</source>
        <translation>%2 个张量中有 %1 个不适合所要求的格式，将改用其他格式。</translation>
    </message>
    <message>
        <source>What was read back is not what was written, so the file was removed. Check the disk and try again.</source>
        <translation>读回的内容与写入的不一致，文件已删除。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The name must end in .gguf or .safetensors.</source>
        <translation>名称必须以 .gguf 或 .safetensors 结尾。</translation>
    </message>
    <message>
        <source>A GGUF file cannot hold %1. Choose a GGUF format such as Q4_K, or export safetensors of the decoded weights.</source>
        <translation>GGUF 文件不能存放 %1。请选择 Q4_K 等 GGUF 格式，或将解码后的权重导出为 safetensors。</translation>
    </message>
    <message>
        <source>This tensor is stored as %1, which cannot be decoded, so it can only be kept as it is.</source>
        <translation>此张量以 %1 存储，无法解码，只能保持原样。</translation>
    </message>
    <message>
        <source>A GGUF file needs the model&apos;s config.json and tokenizer.json. Open the model&apos;s folder, or export safetensors.</source>
        <translation>GGUF 文件需要模型的 config.json 和 tokenizer.json。请打开模型文件夹，或导出 safetensors。</translation>
    </message>
    <message>
        <source>Rotary scaling of type “%1” cannot be converted to GGUF yet.</source>
        <translation>目前还不能将类型为“%1”的旋转缩放转换为 GGUF。</translation>
    </message>
    <message>
        <source>The architecture “%1” cannot be converted to GGUF yet (%2 can). Export safetensors instead.</source>
        <translation>目前还不能将架构“%1”转换为 GGUF（%2 可以）。请改为导出 safetensors。</translation>
    </message>
    <message>
        <source>The activation “%1” is not what llama.cpp computes for this architecture (silu).</source>
        <translation>激活函数“%1”不是 llama.cpp 对此架构所计算的（silu）。</translation>
    </message>
    <message>
        <source>This tensor has no place in a GGUF file of the architecture %1; the model cannot be converted.</source>
        <translation>此张量在架构 %1 的 GGUF 文件中没有位置；无法转换该模型。</translation>
    </message>
    <message>
        <source>llama.cpp has no name for this way of cutting text into words (%1), so the tokenizer cannot be converted to GGUF yet.</source>
        <translation>llama.cpp 对这种将文本切成词的方式没有名称（%1），因此目前还不能将分词器转换为 GGUF。</translation>
    </message>
    <message>
        <source>The written file holds %1 tensors instead of %2.</source>
        <translation>写入的文件有 %1 个张量，而不是 %2 个。</translation>
    </message>
    <message>
        <source>This is a folder; name a file.</source>
        <translation>这是文件夹；请指定文件。</translation>
    </message>
    <message>
        <source>The folder of this file does not exist.</source>
        <translation>此文件所在的文件夹不存在。</translation>
    </message>
    <message>
        <source>This file belongs to the model that is read. Choose another name, so that the original stays.</source>
        <translation>此文件属于正在读取的模型。请选择其他名称，以保留原文件。</translation>
    </message>
    <message>
        <source>The file needs %1 bytes and this disk has %2 left. Free some space or choose another folder.</source>
        <translation>文件需要 %1 字节，而此磁盘只剩 %2 字节。请释放空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The tokenizer lacks %1 of the 256 byte tokens, and llama.cpp has no unknown token to put in their place: it stops at text with characters that are not in the vocabulary.</source>
        <translation>256 个字节词元中，分词器缺少 %1 个，而 llama.cpp 没有可替代的未知词元：遇到词表之外的字符时它会停止。</translation>
    </message>
    <message>
        <source>A tokenizer of type “%1” cannot be converted to GGUF yet; BPE can.</source>
        <translation>目前还不能将类型为“%1”的分词器转换为 GGUF；BPE 可以。</translation>
    </message>
    <message>
        <source>The folder has no tokenizer.json, which a GGUF file needs.</source>
        <translation>文件夹中没有 GGUF 文件所需的 tokenizer.json。</translation>
    </message>
    <message>
        <source>The token “%1” has no id of its own between 0 and %2, the vocabulary&apos;s size in config.json.</source>
        <translation>词元“%1”没有 0 至 %2（config.json 中的词表大小）之间的专用 id。</translation>
    </message>
    <message>
        <source>A merge of the tokenizer is no pair of texts.</source>
        <translation>分词器的某条合并规则不是一对文本。</translation>
    </message>
    <message>
        <source>The tokenizer names %1 tokens, which does not fit the vocabulary of %2 that config.json gives.</source>
        <translation>分词器列出 %1 个词元，与 config.json 给出的词表大小 %2 不符。</translation>
    </message>
    <message>
        <source>The original has this tensor, the file has not.</source>
        <translation>原始模型有此张量，文件中没有。</translation>
    </message>
    <message>
        <source>Stored as %1, which cannot be decoded: only its bytes were read.</source>
        <translation>以 %1 存储，无法解码：只读取了其字节。</translation>
    </message>
    <message>
        <source>The original has no such tensor.</source>
        <translation>原始模型没有此张量。</translation>
    </message>
    <message>
        <source>The shape is %1; the original&apos;s is %2.</source>
        <translation>形状为 %1；原始形状为 %2。</translation>
    </message>
    <message>
        <source>%1 of %2 blocks have a scale that is no finite number.</source>
        <translation>%2 个块中有 %1 个的缩放系数不是有限数。</translation>
    </message>
    <message>
        <source>%1 of %2 blocks have the scale 0.</source>
        <translation>%2 个块中有 %1 个的缩放系数为 0。</translation>
    </message>
    <message>
        <source>All weights have the same code: the tensor has collapsed.</source>
        <translation>所有权重的码值相同：张量已塌缩。</translation>
    </message>
    <message>
        <source>%1 of %2 codes are used.</source>
        <translation>使用了 %2 个码值中的 %1 个。</translation>
    </message>
    <message>
        <source>The error is %1 times the size of the weights.</source>
        <translation>误差是权重大小的 %1 倍。</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>DIFFERENT</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Certificate of the exported file</source>
        <translation>导出文件的证书</translation>
    </message>
    <message>
        <source>The file was read back through the ordinary reading path and every tensor compared with what was encoded: all equal, bit for bit.</source>
        <translation>文件已通过普通读取路径读回，每个张量都与编码结果比较过：全部一致，逐位相同。</translation>
    </message>
    <message>
        <source>The file was read back and is NOT what was encoded. Do not use it.</source>
        <translation>文件已读回，与编码结果不一致。请勿使用。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 bytes; planned: %2</source>
        <translation>%1 字节；计划：%2</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>SHA-256 of the source</source>
        <translation>来源的 SHA-256</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Relative RMSE</source>
        <translation>相对 RMSE</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Tensors of the file</source>
        <translation>文件中的张量</translation>
    </message>
    <message>
        <source>Weights in a bin</source>
        <translation>每个区间的权重数</translation>
    </message>
    <message>
        <source>Values before and after</source>
        <translation>量化前后的值</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Error (original − decoded)</source>
        <translation>误差（原始 − 解码后）</translation>
    </message>
    <message>
        <source>Error of every layer under every scheme</source>
        <translation>每层在每个方案下的误差</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Relative RMSE of the weights</source>
        <translation>权重的相对 RMSE</translation>
    </message>
    <message>
        <source>How this was made</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>This command makes the report again:</source>
        <translation>以下命令可重新生成此报告：</translation>
    </message>
    <message>
        <source>%1 · quantization report</source>
        <translation>%1 · 量化报告</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>Of the original</source>
        <translation>相对原始大小</translation>
    </message>
    <message>
        <source>Bits a weight</source>
        <translation>每权重位数</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Largest error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>beaten</source>
        <translation>被支配</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>All compared tensors together; as opened they take %1. A scheme on the Pareto front is beaten by no other in both size and error.</source>
        <translation>所有参与比较的张量合计；打开时它们占 %1。在帕累托前沿上的方案，没有其他方案在大小和误差两方面同时胜过它。</translation>
    </message>
    <message>
        <source>Size against error</source>
        <translation>大小与误差</translation>
    </message>
    <message>
        <source>Lower left is better. The error is that of the weights, not the accuracy of the model: it tells schemes apart well, but layers differ in how much they mind.</source>
        <translation>越靠左下越好。这里的误差是权重误差，并非模型的准确率：它能很好地区分方案，但各层对误差的敏感程度不同。</translation>
    </message>
    <message>
        <source>Relative RMSE %1, SQNR %2 dB, largest error %3 at row %4, column %5; %6 of the weights lie beyond 6 σ; %7 bits a weight.</source>
        <translation>相对 RMSE %1，SQNR %2 dB，最大误差 %3（第 %4 行第 %5 列）；%6 的权重超出 6 σ；每权重 %7 位。</translation>
    </message>
    <message>
        <source>Measured on a sample.</source>
        <translation>基于抽样测得。</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>decoded</source>
        <translation>解码后</translation>
    </message>
    <message>
        <source>decoded; ticks below: the levels at the median scale</source>
        <translation>解码后；下方刻度：中位缩放系数下的量化级</translation>
    </message>
    <message>
        <source>errors, on the same log axis of counts</source>
        <translation>误差，使用相同的对数计数轴</translation>
    </message>
    <message>
        <source>A closer look</source>
        <translation>细看</translation>
    </message>
    <message>
        <source>Of each scheme the tensor with the largest relative error: its values before and after, and the errors between them.</source>
        <translation>每个方案取相对误差最大的张量：其量化前后的值，以及二者之间的误差。</translation>
    </message>
    <message>
        <source>%1, %2 layers</source>
        <translation>%1，%2 层</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1 bits a weight, relative RMSE %2</source>
        <translation>每权重 %1 位，相对 RMSE %2</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Closest to the original</source>
        <translation>最接近原始</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>已比较</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 个张量</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 个权重</translation>
    </message>
    <message>
        <source>Fallbacks</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>every scheme fits every tensor</source>
        <translation>每个方案都适合每个张量</translation>
    </message>
    <message>
        <source>tensors whose rows do not fit some scheme; listed below</source>
        <translation>有张量的行不适合某个方案；见下文列表</translation>
    </message>
    <message>
        <source>Mantissa · quantization report</source>
        <translation>Mantissa · 量化报告</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are relative to the other file that was given as the original.</source>
        <translation>此模型已经量化。误差相对于作为原始模型给出的另一个文件。</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are relative to its decoded weights, not to the weights it was made from.</source>
        <translation>此模型已经量化。误差相对于其解码后的权重，而不是最初的权重。</translation>
    </message>
    <message>
        <source>Errors were measured on a sample of each tensor; sizes are exact.</source>
        <translation>误差由每个张量的抽样测得；大小是精确的。</translation>
    </message>
    <message>
        <source>Exported file</source>
        <translation>导出的文件</translation>
    </message>
    <message>
        <source>certified</source>
        <translation>已认证</translation>
    </message>
    <message>
        <source>NOT as planned</source>
        <translation>与计划不符</translation>
    </message>
    <message>
        <source>Error by layer</source>
        <translation>各层误差</translation>
    </message>
    <message>
        <source>Relative RMSE over all weights of a layer; tensors that belong to no layer stand at the left.</source>
        <translation>一层所有权重的相对 RMSE；不属于任何层的张量列在左侧。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Relative RMSE of each tensor under each scheme. A star marks a fallback. Click a head to sort; rest on a cell for more.</source>
        <translation>每个张量在每个方案下的相对 RMSE。星号表示回退。点击表头排序；悬停在单元格上查看详情。</translation>
    </message>
    <message>
        <source>Where the rows of a tensor are not a multiple of a scheme&apos;s block, another scheme stands in, chosen as llama.cpp does. Sizes and errors above are those of what really was used.</source>
        <translation>张量的行不是方案块大小的整数倍时，按 llama.cpp 的方式改用另一个方案。上面的大小和误差均为实际所用方案的数据。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Size against error of every scheme</source>
        <translation>每个方案的大小与误差</translation>
    </message>
    <message>
        <source>Size of the compared tensors</source>
        <translation>参与比较的张量的大小</translation>
    </message>
    <message>
        <source>A report&apos;s name ends in .html, .json or .csv, which says what it will be.</source>
        <translation>报告的名称须以 .html、.json 或 .csv 结尾，由此决定其类型。</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
    <message>
        <source>Character %1 of a base-64 text is not one of its 64.</source>
        <translation>base-64 文本的第 %1 个字符不属于其 64 个字符。</translation>
    </message>
    <message>
        <source>A base-64 text ends in the middle of a byte.</source>
        <translation>base-64 文本在一个字节中间结束。</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s normalisation table has %1 bytes, which does not fit its header (%2).</source>
        <translation>分词器的规范化表有 %1 字节，与其表头（%2）不符。</translation>
    </message>
    <message>
        <source>The tokenizer prepares text in a way that is not supported: %1</source>
        <translation>分词器的文本预处理方式不受支持：%1</translation>
    </message>
    <message>
        <source>The token &apos;%1&apos; has the impossible number %2.</source>
        <translation>词元“%1”的编号 %2 不可能存在。</translation>
    </message>
    <message>
        <source>The vocabulary lists %1 tokens but numbers them up to %2.</source>
        <translation>词表列出 %1 个词元，编号却到 %2。</translation>
    </message>
    <message>
        <source>The tokens &apos;%1&apos; and &apos;%2&apos; have the same number %3.</source>
        <translation>词元“%1”和“%2”的编号同为 %3。</translation>
    </message>
    <message>
        <source>A token of the vocabulary has no number.</source>
        <translation>词表中有词元没有编号。</translation>
    </message>
    <message>
        <source>An entry of the unigram vocabulary is not a text and its score.</source>
        <translation>unigram 词表中有条目不是文本及其得分。</translation>
    </message>
    <message>
        <source>An added token has no text or no number.</source>
        <translation>有附加词元缺少文本或编号。</translation>
    </message>
    <message>
        <source>Merge %1 of the tokenizer (&apos;%2&apos;) does not name two parts.</source>
        <translation>分词器的第 %1 条合并规则（“%2”）没有给出两个部分。</translation>
    </message>
    <message>
        <source>Tokenizers of the kind &apos;%1&apos; are not supported (but byte-level BPE, SentencePiece BPE and unigram are).</source>
        <translation>不支持类型为“%1”的分词器（支持字节级 BPE、SentencePiece BPE 和 unigram）。</translation>
    </message>
    <message>
        <source>A tokenizer with %1 merges is too large.</source>
        <translation>有 %1 条合并规则的分词器过大。</translation>
    </message>
    <message>
        <source>The metadata &apos;%1&apos; has %2 entries for a vocabulary of %3 tokens.</source>
        <translation>元数据“%1”有 %2 个条目，而词表有 %3 个词元。</translation>
    </message>
    <message>
        <source>The file names a tokenizer but holds no tokens for it.</source>
        <translation>文件指定了分词器，但没有其词元。</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s merges (tokenizer.ggml.merges) are missing.</source>
        <translation>缺少分词器的合并规则（tokenizer.ggml.merges）。</translation>
    </message>
    <message>
        <source>The file holds no tokenizer.</source>
        <translation>文件中没有分词器。</translation>
    </message>
    <message>
        <source>The tokenizer cuts text into words in a way that is not known (tokenizer.ggml.pre is &apos;%1&apos;).</source>
        <translation>分词器切分单词的方式无法识别（tokenizer.ggml.pre 为“%1”）。</translation>
    </message>
    <message>
        <source>A text of %1 bytes is too long to be cut into tokens at once: at most %2 bytes.</source>
        <translation>%1 字节的文本过长，无法一次切分为词元：最多 %2 字节。</translation>
    </message>
    <message>
        <source>byte-level BPE</source>
        <translation>字节级 BPE</translation>
    </message>
    <message>
        <source>SentencePiece BPE (merges)</source>
        <translation>SentencePiece BPE（合并规则）</translation>
    </message>
    <message>
        <source>SentencePiece BPE (scores)</source>
        <translation>SentencePiece BPE（得分）</translation>
    </message>
    <message>
        <source>unigram</source>
        <translation>unigram</translation>
    </message>
    <message>
        <source>The special token %1 is outside the vocabulary of %2 tokens.</source>
        <translation>特殊词元 %1 超出 %2 个词元的词表。</translation>
    </message>
    <message>
        <source>The tokenizer wants a token at the start of every text (BOS) but does not say which.</source>
        <translation>分词器要求每段文本开头有词元（BOS），但未说明是哪一个。</translation>
    </message>
    <message>
        <source>The tokenizer wants a token at the end of every text (EOS) but does not say which.</source>
        <translation>分词器要求每段文本末尾有词元（EOS），但未说明是哪一个。</translation>
    </message>
    <message>
        <source>The vocabulary has no token for &apos;%1&apos;, and none for unknown text.</source>
        <translation>词表中没有“%1”的词元，也没有表示未知文本的词元。</translation>
    </message>
    <message>
        <source>The tokenizer splits text by a pattern that is not understood: %1</source>
        <translation>分词器按无法理解的模式切分文本：%1</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s pattern &apos;%1&apos; cannot be used: %2 at its character %3.</source>
        <translation>分词器的模式“%1”无法使用：%2，位于其第 %3 个字符。</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s pattern needs too much work on this text (PCRE2 error %1).</source>
        <translation>分词器的模式处理此文本的工作量过大（PCRE2 错误 %1）。</translation>
    </message>
    <message>
        <source>The model has no tokenizer: there is no tokenizer.json.</source>
        <translation>模型没有分词器：没有 tokenizer.json。</translation>
    </message>
    <message>
        <source>A unigram tokenizer needs a token for unknown text.</source>
        <translation>unigram 分词器需要表示未知文本的词元。</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s vocabulary is empty.</source>
        <translation>分词器的词表为空。</translation>
    </message>
    <message>
        <source>A vocabulary of %1 tokens is too large.</source>
        <translation>有 %1 个词元的词表过大。</translation>
    </message>
    <message>
        <source>The vocabulary has the token &apos;%1&apos; twice: as number %2 and as number %3.</source>
        <translation>词表中词元“%1”出现了两次：编号 %2 和编号 %3。</translation>
    </message>
    <message>
        <source>The score of token %1 (&apos;%2&apos;) is not a number.</source>
        <translation>词元 %1（“%2”）的得分不是数。</translation>
    </message>
    <message>
        <source>Every weight as %1.</source>
        <translation>所有权重均为 %1。</translation>
    </message>
    <message>
        <source>Nearly every weight as %1; the output gets more bits.</source>
        <translation>几乎所有权重均为 %1；输出层使用更多位数。</translation>
    </message>
    <message>
        <source>Mostly %1; the most sensitive weights get a little more.</source>
        <translation>大部分为 %1；最敏感的权重略多一些位数。</translation>
    </message>
    <message>
        <source>Mostly %1; attention values and half of the feed-forward outputs get more bits.</source>
        <translation>大部分为 %1；注意力的 V 权重和一半的前馈输出使用更多位数。</translation>
    </message>
    <message>
        <source>Mostly %1; attention outputs, values and feed-forward outputs get more bits.</source>
        <translation>大部分为 %1；注意力输出、V 权重和前馈输出使用更多位数。</translation>
    </message>
    <message>
        <source>Mostly %1, about as small as it gets; needs an importance matrix to be of use.</source>
        <translation>大部分为 %1，几乎是最小的；需要重要性矩阵才能实用。</translation>
    </message>
    <message>
        <source>Mostly %1; for models that were trained with such weights.</source>
        <translation>大部分为 %1；用于以此类权重训练的模型。</translation>
    </message>
    <message>
        <source>Experts as %1, everything else as Q8_0.</source>
        <translation>专家为 %1，其余均为 Q8_0。</translation>
    </message>
    <message>
        <source>Rows of %1 do not fit %2; %3 is used instead.</source>
        <translation>每行 %1 个，不适合 %2；改用 %3。</translation>
    </message>
    <message>
        <source>The recipe needs the format %1, which this version cannot encode. Choose another recipe, or give these tensors another scheme with a rule.</source>
        <translation>配方需要格式 %1，此版本不能编码该格式。请选择其他配方，或用规则为这些张量指定其他方案。</translation>
    </message>
    <message>
        <source>Line %1 of the recipe: %2</source>
        <translation>配方第 %1 行：%2</translation>
    </message>
    <message>
        <source>A pattern is missing before “=”.</source>
        <translation>“=”前缺少模式。</translation>
    </message>
    <message>
        <source>A pattern may have %1 characters at most.</source>
        <translation>模式最多可有 %1 个字符。</translation>
    </message>
    <message>
        <source>“%1” is not a rule; write PATTERN=SCHEME, for instance ffn_down=Q6_K.</source>
        <translation>“%1”不是规则；请写作“模式=方案”，例如 ffn_down=Q6_K。</translation>
    </message>
    <message>
        <source>There is no method “%1”.</source>
        <translation>没有方法“%1”。</translation>
    </message>
    <message>
        <source>“%1” is neither a mixture (such as Q4_K_M) nor a scheme: %2</source>
        <translation>“%1”既不是混合配方（如 Q4_K_M），也不是方案：%2</translation>
    </message>
    <message>
        <source>The recipe is empty; write a mixture such as Q4_K_M or a scheme in its first line.</source>
        <translation>配方为空；请在第一行写入混合配方（如 Q4_K_M）或方案。</translation>
    </message>
    <message>
        <source>The importance matrix was made for another model: none of its %1 tensors is in this one.</source>
        <translation>此重要性矩阵属于另一个模型：它的 %1 个张量在此模型中一个都没有。</translation>
    </message>
    <message>
        <source>The rule “%1” fits the name of no tensor.</source>
        <translation>规则“%1”不匹配任何张量名称。</translation>
    </message>
    <message>
        <source>The original has no tensor that becomes this one.</source>
        <translation>原始模型中没有与此张量对应的张量。</translation>
    </message>
    <message>
        <source>SQNR, dB</source>
        <translation>SQNR，dB</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>The models cannot be compared: one knows %1 tokens, the other %2.</source>
        <translation>无法比较这两个模型：一个有 %1 个词元，另一个有 %2 个。</translation>
    </message>
    <message>
        <source>Token %1 is outside the vocabulary of %2. The tokenizer does not belong to this model.</source>
        <translation>词元 %1 超出大小为 %2 的词表。此分词器不属于该模型。</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>文本为空。</translation>
    </message>
    <message>
        <source>A context of %1 tokens is not possible; give 4 to %2.</source>
        <translation>上下文不能为 %1 个词元；请给出 4 至 %2。</translation>
    </message>
    <message>
        <source>The text has %1 tokens, fewer than one context of %2. Give a longer text or a smaller context.</source>
        <translation>文本有 %1 个词元，不足一个 %2 词元的上下文。请提供更长的文本或减小上下文。</translation>
    </message>
    <message>
        <source>Rows of %1 cannot be rounded in blocks of %2.</source>
        <translation>每行 %1 个值无法按 %2 个一块舍入。</translation>
    </message>
    <message>
        <source>The workspace is not valid JSON: %1, at byte %2</source>
        <translation>工作区不是有效的 JSON：%1，位于字节 %2</translation>
    </message>
    <message>
        <source>This is not a workspace of Mantissa</source>
        <translation>这不是 Mantissa 的工作区</translation>
    </message>
    <message>
        <source>The workspace was written by a newer Mantissa (version %1 of the document; this one reads up to %2)</source>
        <translation>该工作区由更新版本的 Mantissa 写成（文档版本 %1；本程序最多读取 %2）</translation>
    </message>
    <message>
        <source>The workspace cannot be read: %1</source>
        <translation>无法读取工作区：%1</translation>
    </message>
    <message>
        <source>The workspace cannot be written: %1</source>
        <translation>无法写入工作区：%1</translation>
    </message>
    <message>
        <source>No tensor&apos;s name matches “%1”. Try, for instance: %2.</source>
        <translation>没有张量的名称匹配“%1”。可以试试：%2。</translation>
    </message>
    <message>
        <source>“%1” matches only tensors that recipes leave as they are, such as %2: no weight to quantize. Try, for instance: %3.</source>
        <translation>“%1”只匹配配方会原样保留的张量，例如 %2：没有可量化的权重。可以试试：%3。</translation>
    </message>
    <message>
        <source>No tensor here is a weight that recipes would quantize; there is nothing to compare.</source>
        <translation>这里没有配方会量化的权重张量；没有可比较的内容。</translation>
    </message>
    <message>
        <source>Nothing will be quantized: every weight is stored as the recipe wants it already, or is kept by a rule.</source>
        <translation>不会量化任何内容：每个权重都已按配方要求的方式存储，或被规则保留。</translation>
    </message>
    <message>
        <source>Nothing will be quantized: no tensor here is a weight matrix; norms, biases and tables stay as they are.</source>
        <translation>不会量化任何内容：这里没有权重矩阵；归一化、偏置和表保持原样。</translation>
    </message>
    <message>
        <source>Its tensors do not have the names that they have in a GGUF file, and only the config.json of its folder would tell which is which. Name the folder that the GGUF was made from, or another GGUF.</source>
        <translation>其张量名称与 GGUF 文件中的不同，只有其文件夹中的 config.json 才能说明对应关系。请指定生成该 GGUF 的文件夹，或另一个 GGUF。</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>What was known before any work: the file would have %1 bytes (%2), %3 bits a weight over all tensors. A star marks a fallback.</source>
        <translation>开始之前已知的内容：文件将有 %1 字节（%2），所有张量平均每权重 %3 位。星号表示回退。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>变为</translation>
    </message>
    <message>
        <source>Size before</source>
        <translation>原大小</translation>
    </message>
    <message>
        <source>Gaussian bound</source>
        <translation>高斯下界</translation>
    </message>
    <message>
        <source>Best scalar</source>
        <translation>最佳标量</translation>
    </message>
    <message>
        <source>Left to gain, bits</source>
        <translation>剩余空间，位</translation>
    </message>
    <message>
        <source>The Gaussian bound is the error that no code of this size can beat on independent draws from one Gaussian (2 to the power of minus bits a weight); the best scalar quantizer of this size is Lloyd and Max&apos;s. What is left to gain: so many bits a weight fewer would do for the same error. Weights whose size differs from block to block may lie below zero.</source>
        <translation>高斯下界是在来自同一高斯分布的独立样本上，任何同样大小的编码都无法低于的误差（2 的负每权重位数次方）；同样大小的最佳标量量化器是 Lloyd 和 Max 的量化器。剩余空间：在同样的误差下，每个权重还可以少用这么多位。大小随块而变的权重可能低于零。</translation>
    </message>
    <message>
        <source>Quantized by</source>
        <translation>量化方式</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2, left to gain %3 bits a weight</source>
        <translation>高斯下界 %1，最佳标量 %2，剩余空间每权重 %3 位</translation>
    </message>
    <message>
        <source>Leave out the quotes in “%1”: a line is taken as it stands.</source>
        <translation>请去掉“%1”中的引号：每一行按原样解读。</translation>
    </message>
    <message>
        <source>A comment needs a line of its own that begins with #; “%1” has one at its end.</source>
        <translation>注释须独占一行并以 # 开头；“%1”的末尾有注释。</translation>
    </message>
    <message>
        <source>A recipe is a short text of at most %1 bytes; this file has %2.</source>
        <translation>配方是最多 %1 字节的短文本；此文件有 %2 字节。</translation>
    </message>
    <message>
        <source>This is no recipe: a recipe is plain text (UTF-8).</source>
        <translation>这不是配方：配方是纯文本（UTF-8）。</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of -1, 0 and 1, with a scale and a shift for 32; very small, wants an importance matrix.</source>
        <translation>八个权重共用一个由 -1、0 和 1 组成的码本索引，每 32 个共用一个缩放和偏移。非常小；需要重要性矩阵。</translation>
    </message>
    <message>
        <source>As IQ1_S, with a scale for 16 weights and a shift for eight: a little larger and better.</source>
        <translation>与 IQ1_S 相同，但每 16 个权重一个缩放、每八个一个偏移：稍大一些，也更好。</translation>
    </message>
    <message>
        <source>general.alignment is %1 (%2); it must be a power of two of type u32, %3 at most. The file is damaged or was made wrongly.</source>
        <translation>general.alignment 为 %1（%2）；它必须是 u32 类型的 2 的幂，且不超过 %3。文件已损坏或生成有误。</translation>
    </message>
    <message>
        <source>The tensor&apos;s name holds a zero byte, where llama.cpp would cut it off. Rename the tensor.</source>
        <translation>张量名称中含有零字节，llama.cpp 会在该处截断它。请重命名该张量。</translation>
    </message>
    <message>
        <source>general.alignment is %1; it must be a power of two, %2 at most.</source>
        <translation>general.alignment 为 %1；它必须是 2 的幂，且不超过 %2。</translation>
    </message>
    <message>
        <source>The files beside the weights were left out, so that nothing is known of the architecture: %1</source>
        <translation>权重旁的文件未被采用，因此架构未知：%1</translation>
    </message>
    <message>
        <source>The tensor&apos;s name is not UTF-8 text, which a safetensors file needs (its header is JSON). Export GGUF, or rename it.</source>
        <translation>张量名称不是 UTF-8 文本，而 safetensors 文件要求如此（其文件头是 JSON）。请导出 GGUF，或重命名该张量。</translation>
    </message>
    <message>
        <source>config.json has no “%1”, which the conversion needs. Get the file from the model&apos;s source again.</source>
        <translation>config.json 中没有转换所需的“%1”。请从模型来源重新获取该文件。</translation>
    </message>
    <message>
        <source>config.json says %1 = %2; it must be a number from %3 to %4. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>config.json 中 %1 = %2；它必须是 %3 到 %4 之间的数。请更正，或从模型来源重新获取该文件。</translation>
    </message>
    <message>
        <source>config.json says %1 = %2; it must be a whole number of at least 1. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>config.json 中 %1 = %2；它必须是不小于 1 的整数。请更正，或从模型来源重新获取该文件。</translation>
    </message>
    <message>
        <source>config.json says %1, so this tensor should be %2, but in the weights it is %3. They do not belong together: get both from one source, or correct config.json.</source>
        <translation>config.json 中 %1，因此该张量应为 %2，但权重中为 %3。两者不属于同一模型：请从同一来源获取，或更正 config.json。</translation>
    </message>
    <message>
        <source>config.json says %1 and %2 and has no head_dim; the first must be a multiple of the second. Correct it.</source>
        <translation>config.json 中 %1、%2，且没有 head_dim；前者必须是后者的倍数。请更正。</translation>
    </message>
    <message>
        <source>config.json says %1 and %2; the first must be a multiple of the second. Correct it.</source>
        <translation>config.json 中 %1、%2；前者必须是后者的倍数。请更正。</translation>
    </message>
    <message>
        <source>config.json says %1 (%2); rotary embedding needs heads of an even length. Correct it.</source>
        <translation>config.json 中 %1（%2）；旋转位置编码要求注意力头长度为偶数。请更正。</translation>
    </message>
    <message>
        <source>config.json says %1 = %2, but not of which type the scaling is (rope_type).</source>
        <translation>config.json 中 %1 = %2，但没有说明缩放的类型（rope_type）。</translation>
    </message>
    <message>
        <source>config.json says %1 = %2 and %3 = %4; the first must be smaller. Correct it.</source>
        <translation>config.json 中 %1 = %2，%3 = %4；前者必须更小。请更正。</translation>
    </message>
    <message>
        <source>The model lacks this tensor, which its architecture needs. If this file is a part of the model, open its folder.</source>
        <translation>模型缺少其架构所需的这个张量。若此文件只是模型的一部分，请打开其所在文件夹。</translation>
    </message>
    <message>
        <source>config.json says num_hidden_layers = %1, so layer %2 needs this tensor, but the weights lack it. Get both from one source, correct config.json, or, if this file is a part of the model, open its folder.</source>
        <translation>config.json 中 num_hidden_layers = %1，因此第 %2 层需要这个张量，但权重中没有。请从同一来源获取两者、更正 config.json，或者在此文件只是模型的一部分时打开其所在文件夹。</translation>
    </message>
    <message>
        <source>config.json says tie_word_embeddings = %1, so the model needs this tensor beside model.embed_tokens.weight (%2), but the weights lack it. If the model shares its embedding, set tie_word_embeddings to true.</source>
        <translation>config.json 中 tie_word_embeddings = %1，因此除 model.embed_tokens.weight（%2）外模型还需要这个张量，但权重中没有。若模型共用嵌入，请将 tie_word_embeddings 设为 true。</translation>
    </message>
    <message>
        <source>config.json says tie_word_embeddings = true, but this tensor (%1, %2) is not the same as model.embed_tokens.weight (%3, %4). Set it to false if the model has an output of its own.</source>
        <translation>config.json 中 tie_word_embeddings = true，但该张量（%1，%2）与 model.embed_tokens.weight（%3，%4）不同。若模型有独立的输出层，请将其设为 false。</translation>
    </message>
    <message>
        <source>config.json says num_hidden_layers = %1, but the weights hold this tensor (%2) of layer %3. Get both from one source, or correct config.json.</source>
        <translation>config.json 中 num_hidden_layers = %1，但权重中有第 %3 层的这个张量（%2）。请从同一来源获取两者，或更正 config.json。</translation>
    </message>
    <message>
        <source>The outputs of layers can only be compared between networks of the same structure.</source>
        <translation>只能在结构相同的网络之间比较各层的输出。</translation>
    </message>
    <message>
        <source>The network needs the shape %1 here, but the tensor has %2.</source>
        <translation>网络在此处需要形状 %1，但张量的形状是 %2。</translation>
    </message>
    <message>
        <source>Layers of the type “%1” cannot be run.</source>
        <translation>类型为“%1”的层无法运行。</translation>
    </message>
    <message>
        <source>The list “%1” has %2 entries for %3 layers.</source>
        <translation>列表“%1”有 %2 项，而层数是 %3。</translation>
    </message>
    <message>
        <source>“%1” is %2, but there are %3 experts to use.</source>
        <translation>“%1”为 %2，但共有 %3 个专家。</translation>
    </message>
    <message>
        <source>config.json wants the activation function “%1” (%2), which this architecture is not run with.</source>
        <translation>config.json 要求激活函数“%1”（%2），该架构不以此函数运行。</translation>
    </message>
    <message>
        <source>config.json switches on “%1”, which cannot be run.</source>
        <translation>config.json 启用了“%1”，无法运行。</translation>
    </message>
    <message>
        <source>The folder holds a model of pictures and text; only models of text alone can be run.</source>
        <translation>该文件夹包含图像与文本模型；只能运行纯文本模型。</translation>
    </message>
    <message>
        <source>The network needs the list “%1” in config.json.</source>
        <translation>网络需要 config.json 中的列表“%1”。</translation>
    </message>
    <message>
        <source>The model knows %1 positions, but the text is cut into pieces of %2 tokens. Choose a shorter context.</source>
        <translation>模型只有 %1 个位置，但文本被切成每段 %2 个词元。请选择更短的上下文。</translation>
    </message>
    <message>
        <source>The weights of %1 experts are not all of one size.</source>
        <translation>%1 个专家的权重大小不一致。</translation>
    </message>
    <message>
        <source>Inputs of shape %1 do not fit choices of experts of shape %2.</source>
        <translation>形状为 %1 的输入与形状为 %2 的专家选择不匹配。</translation>
    </message>
    <message>
        <source>Expert %1 of %2 does not exist.</source>
        <translation>专家 %1 不存在（共 %2 个）。</translation>
    </message>
    <message>
        <source>The %1 greatest of %2 values cannot be taken.</source>
        <translation>无法从 %2 个值中取最大的 %1 个。</translation>
    </message>
    <message>
        <source>This weight is not quantized: it has no blocks.</source>
        <translation>此权重未量化，没有块。</translation>
    </message>
    <message>
        <source>There is no weight in row %1, column %2: the tensor is %3 × %4.</source>
        <translation>第 %1 行第 %2 列没有权重：张量大小为 %3 × %4。</translation>
    </message>
    <message>
        <source>The blocks of %1 cannot be taken apart.</source>
        <translation>无法拆解 %1 的块。</translation>
    </message>
    <message>
        <source>The original is %1 × %2, the weight %3 × %4.</source>
        <translation>原始张量为 %1 × %2，权重为 %3 × %4。</translation>
    </message>
    <message>
        <source>value = absmax · level[code]</source>
        <translation>值 = 绝对最大值 · 量化级[码值]</translation>
    </message>
    <message>
        <source>absmax of the block, a code of the nested quantization</source>
        <translation>块的绝对最大值，嵌套量化的码值</translation>
    </message>
    <message>
        <source>absmax of the block, binary32</source>
        <translation>块的绝对最大值，binary32</translation>
    </message>
    <message>
        <source>codes, two a byte, the first in the high half</source>
        <translation>码值，每字节两个，第一个在高半字节</translation>
    </message>
    <message>
        <source>value = ± 1.mantissa · 2^(exponent − %1)</source>
        <translation>值 = ± 1.尾数 · 2^(指数 − %1)</translation>
    </message>
    <message>
        <source>mantissa, %1 bits</source>
        <translation>尾数，%1 位</translation>
    </message>
    <message>
        <source>exponent, %1 bits</source>
        <translation>指数，%1 位</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>d: the scale, binary16</source>
        <translation>d：缩放系数，binary16</translation>
    </message>
    <message>
        <source>m: the minimum, binary16</source>
        <translation>m：最小值，binary16</translation>
    </message>
    <message>
        <source>d: unit of the scales, binary16</source>
        <translation>d：缩放系数的单位，binary16</translation>
    </message>
    <message>
        <source>dmin: unit of the minima, binary16</source>
        <translation>dmin：最小值的单位，binary16</translation>
    </message>
    <message>
        <source>codes, two a byte: element j low, j + 16 high</source>
        <translation>码值，每字节两个：元素 j 在低位，j + 16 在高位</translation>
    </message>
    <message>
        <source>low 4 bits of the codes: in 64 elements, j low, j + 32 high</source>
        <translation>码值的低 4 位：每 64 个元素中 j 在低位，j + 32 在高位</translation>
    </message>
    <message>
        <source>2 bits of each code: in 128 elements, j, j + 32, j + 64, j + 96</source>
        <translation>每个码值的 2 位：每 128 个元素中 j、j + 32、j + 64、j + 96</translation>
    </message>
    <message>
        <source>8 scales and 8 minima of 6 bits; the top bits of the last four lie above the first four</source>
        <translation>8 个 6 位缩放系数和 8 个 6 位最小值；后四个的高位放在前四个之上</translation>
    </message>
    <message>
        <source>fifth bits of the codes, one bit each</source>
        <translation>码值的第五位，各一位</translation>
    </message>
    <message>
        <source>codebook indexes, low 8 bits</source>
        <translation>码本索引，低 8 位</translation>
    </message>
    <message>
        <source>signs, one bit each</source>
        <translation>符号，各一位</translation>
    </message>
    <message>
        <source>scales of 4 bits, two a byte</source>
        <translation>4 位缩放系数，每字节两个</translation>
    </message>
    <message>
        <source>codes, one signed byte each</source>
        <translation>码值，各一个有符号字节</translation>
    </message>
    <message>
        <source>16 scales (low half) and minima (high half) of 4 bits</source>
        <translation>16 个 4 位缩放系数（低半字节）和最小值（高半字节）</translation>
    </message>
    <message>
        <source>third bits of the codes: byte j has those of j, j + 32, …</source>
        <translation>码值的第三位：字节 j 存放 j、j + 32、…… 的</translation>
    </message>
    <message>
        <source>16 scales of 6 bits: low halves, then the top 2 bits</source>
        <translation>16 个 6 位缩放系数：先低 4 位，后高 2 位</translation>
    </message>
    <message>
        <source>fifth bits of the codes: byte j has those of j, j + 32, …</source>
        <translation>码值的第五位：字节 j 存放 j、j + 32、…… 的</translation>
    </message>
    <message>
        <source>low 4 bits of the codes: in 128 elements, j low, j + 64 high</source>
        <translation>码值的低 4 位：每 128 个元素中 j 在低位，j + 64 在高位</translation>
    </message>
    <message>
        <source>16 scales, one signed byte each</source>
        <translation>16 个缩放系数，各一个有符号字节</translation>
    </message>
    <message>
        <source>top 2 bits of the 8 scales</source>
        <translation>8 个缩放系数的高 2 位</translation>
    </message>
    <message>
        <source>low 4 bits of the 8 scales, two a byte</source>
        <translation>8 个缩放系数的低 4 位，每字节两个</translation>
    </message>
    <message>
        <source>the scale: a power of two (E8M0)</source>
        <translation>缩放系数：2 的幂（E8M0）</translation>
    </message>
    <message>
        <source>4 scales of 16 elements, unsigned E4M3</source>
        <translation>4 个缩放系数，各管 16 个元素，无符号 E4M3</translation>
    </message>
    <message>
        <source>codes, two a byte: in 16 elements, j low, j + 8 high</source>
        <translation>码值，每字节两个：每 16 个元素中 j 在低位，j + 8 在高位</translation>
    </message>
    <message>
        <source>codes, five digits to base 3 in a byte (four in the last four)</source>
        <translation>码值，每字节五个三进制数字（最后四个字节各四个）</translation>
    </message>
    <message>
        <source>codes of 2 bits, lowest bits first</source>
        <translation>2 位码值，低位在前</translation>
    </message>
    <message>
        <source>for 32 elements 16 bits: four times 3 high index bits, scale, shift</source>
        <translation>每 32 个元素 16 位：四组 3 个索引高位、缩放系数、偏移</translation>
    </message>
    <message>
        <source>for 8 elements 4 bits: 3 high index bits and the shift</source>
        <translation>每 8 个元素 4 位：3 个索引高位和偏移</translation>
    </message>
    <message>
        <source>16 scales of 3 bits; the top 4 bits of each word together are d, binary16</source>
        <translation>16 个 3 位缩放系数；各字的高 4 位合起来是 d，binary16</translation>
    </message>
    <message>
        <source>for 32 elements 8 bytes: 4 codebook indexes, 4 times 7 signs, a 4-bit scale</source>
        <translation>每 32 个元素 8 字节：4 个码本索引、4 组 7 个符号、一个 4 位缩放系数</translation>
    </message>
    <message>
        <source>for 8 elements 16 bits: codebook index (9), signs (7)</source>
        <translation>每 8 个元素 16 位：码本索引（9）、符号（7）</translation>
    </message>
    <message>
        <source>codebook indexes, high 2 bits</source>
        <translation>码本索引，高 2 位</translation>
    </message>
    <message>
        <source>codebook indexes of 4 elements, one byte each</source>
        <translation>每 4 个元素的码本索引，各一个字节</translation>
    </message>
    <message>
        <source>for 32 elements: 4 times 7 signs, a 4-bit scale</source>
        <translation>每 32 个元素：4 组 7 个符号、一个 4 位缩放系数</translation>
    </message>
    <message>
        <source>codebook indexes, ninth bit</source>
        <translation>码本索引，第九位</translation>
    </message>
    <message>
        <source>value = d · (code − %1)</source>
        <translation>值 = d · (码值 − %1)</translation>
    </message>
    <message>
        <source>value = d · code + m</source>
        <translation>值 = d · 码值 + m</translation>
    </message>
    <message>
        <source>value = d · scale · (code − %1)</source>
        <translation>值 = d · 缩放系数 · (码值 − %1)</translation>
    </message>
    <message>
        <source>value = d · scale · code − dmin · minimum</source>
        <translation>值 = d · 缩放系数 · 码值 − dmin · 最小值</translation>
    </message>
    <message>
        <source>value = scale · level[code]</source>
        <translation>值 = 缩放系数 · 量化级[码值]</translation>
    </message>
    <message>
        <source>value = ± scale · codebook[index]</source>
        <translation>值 = ± 缩放系数 · 码本[索引]</translation>
    </message>
    <message>
        <source>value = d · code</source>
        <translation>值 = d · 码值</translation>
    </message>
    <message>
        <source>value = scale · (code − %1)</source>
        <translation>值 = 缩放系数 · (码值 − %1)</translation>
    </message>
    <message>
        <source>value = scale · (code − zero)</source>
        <translation>值 = 缩放系数 · (码值 − 零点)</translation>
    </message>
    <message>
        <source>scale of the group, %1 bits</source>
        <translation>组的缩放系数，%1 位</translation>
    </message>
    <message>
        <source>zero of the group, %1 bits</source>
        <translation>组的零点，%1 位</translation>
    </message>
    <message>
        <source>codes of %1 bits, without gaps, lowest bits first</source>
        <translation>%1 位码值，无间隙，低位在前</translation>
    </message>
    <message>
        <source>The file ends here: bytes expected: %1, bytes left: %2. It was probably not downloaded or copied completely.</source>
        <translation>文件到此结束：应有 %1 字节，仅剩 %2 字节。它可能没有完整下载或复制。</translation>
    </message>
    <message>
        <source>The file shrank from %1 to %2 bytes while it was in use. Wait until nothing writes to it, and open it again.</source>
        <translation>文件在使用过程中从 %1 字节缩短到 %2 字节。请等到不再有程序写入后重新打开。</translation>
    </message>
    <message>
        <source>A part of the file could not be read: it shrank while it was in use, or its disk or network failed. Open it again when it is whole.</source>
        <translation>文件的一部分无法读取：它在使用过程中变短，或磁盘、网络出现故障。待文件完整后请重新打开。</translation>
    </message>
    <message>
        <source>%1 byte is left behind the array&apos;s data.</source>
        <translation>数组数据之后还剩 %1 个字节。</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 lies outside of what %4 can hold (%5 to %6). Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>第 %2 行第 %3 列的权重 %1 超出 %4 可容纳的范围（%5 至 %6）。请选择范围更宽的格式，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>%1 bytes of memory were allowed; this export needs %2. Allow more, or choose another format.</source>
        <translation>允许使用 %1 字节内存，而此导出需要 %2 字节。请允许更多内存，或选择其他格式。</translation>
    </message>
    <message>
        <source>ggml&apos;s encoder for %1 gives up on the weights from row %2, column %3 on: with their importance they leave the range of its sums. Use the method “search”, or a format with a wider range.</source>
        <translation>ggml 的 %1 编码器无法处理从第 %2 行、第 %3 列开始的权重：乘上重要性后超出了它求和的范围。请使用方法“search”，或选择范围更大的格式。</translation>
    </message>
    <message>
        <source>Four weights share an index into a codebook of 512 entries and have their signs apart; 32 weights share a scale.</source>
        <translation>四个权重共用一个 512 项码本的索引，符号各自存放；每 32 个权重共用一个缩放。</translation>
    </message>
    <message>
        <source>Four weights share an index into a codebook of 256 entries, eight share seven bits of signs; 32 weights share a scale.</source>
        <translation>四个权重共用一个 256 项码本的索引，每八个共用七位符号；每 32 个权重共用一个缩放。</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 1024 entries and have their signs apart; 16 weights share a scale.</source>
        <translation>八个权重共用一个 1024 项码本的索引，符号各自存放；每 16 个权重共用一个缩放。</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 512 entries and seven bits of signs; 16 weights share a scale; wants an importance matrix.</source>
        <translation>八个权重共用一个 512 项码本的索引和七位符号；每 16 个权重共用一个缩放。需要重要性矩阵。</translation>
    </message>
    <message>
        <source>Eight weights share an index into a codebook of 256 entries and seven bits of signs; 32 weights share a scale; wants an importance matrix.</source>
        <translation>八个权重共用一个 256 项码本的索引和七位符号；每 32 个权重共用一个缩放。需要重要性矩阵。</translation>
    </message>
    <message>
        <source>The last tensor is not padded to a multiple of %1 bytes, as the specification wants.</source>
        <translation>最后一个张量没有按规范的要求填充到 %1 字节的倍数。</translation>
    </message>
    <message>
        <source>Most programs do not mind; writing the file again mends it.</source>
        <translation>多数程序并不介意；重新写出文件即可修复。</translation>
    </message>
    <message>
        <source>%1 byte follows the last tensor; nothing reads it.</source>
        <translation>最后一个张量之后还有 %1 个字节，没有程序会读取它。</translation>
    </message>
    <message>
        <source>%1 bytes follow the last tensor; nothing reads them.</source>
        <translation>最后一个张量之后还有 %1 个字节，没有程序会读取它们。</translation>
    </message>
    <message>
        <source>Two files may have been joined, or a download was continued wrongly: compare with the publisher&apos;s checksum.</source>
        <translation>可能是两个文件被拼接，或下载续传出错：请与发布者的校验和比较。</translation>
    </message>
    <message>
        <source>Padding that is not zero follows this tensor: %1 of %2 bytes, from byte %3 of the file.</source>
        <translation>此张量之后的填充不为零：从文件第 %3 字节起，%2 字节中有 %1 个。</translation>
    </message>
    <message>
        <source>The program that wrote the file left memory of its own in it, or the file was changed afterwards: compare with the publisher&apos;s checksum.</source>
        <translation>写出文件的程序把自己的内存留在其中，或文件事后被改动：请与发布者的校验和比较。</translation>
    </message>
    <message>
        <source>The file is not what it was when it was opened. Open it again.</source>
        <translation>文件已不是打开时的样子。请重新打开。</translation>
    </message>
    <message>
        <source>general.quantization_version is %1; today&apos;s block layouts are version %2.</source>
        <translation>general.quantization_version 为 %1；如今的块布局为版本 %2。</translation>
    </message>
    <message>
        <source>Weights may be decoded wrongly: get a newer file of this model.</source>
        <translation>权重可能被错误解码：请获取此模型的较新文件。</translation>
    </message>
    <message>
        <source>general.file_type says %1, but most weights are stored as %2, not as that mixture would store them.</source>
        <translation>general.file_type 声明为 %1，但多数权重存为 %2，与该混合方案的存法不同。</translation>
    </message>
    <message>
        <source>Do not judge this file by its label; it may have been renamed or edited.</source>
        <translation>不要凭标签判断此文件；它可能被改名或编辑过。</translation>
    </message>
    <message>
        <source>general.file_type says %1; types that this mixture would not choose: %2 of the tensors, the first being this (%3 instead of %4).</source>
        <translation>general.file_type 声明为 %1；该混合方案不会选择的类型：%2 个张量，第一个是此张量（%3 而非 %4）。</translation>
    </message>
    <message>
        <source>Mixtures made by hand, or by another release of llama.cpp, are like that; no fault.</source>
        <translation>手工制作或由其他版本 llama.cpp 生成的混合方案会是这样；并非错误。</translation>
    </message>
    <message>
        <source>Not a number: %1 weights, infinite: %2; the first is in row %3, column %4.</source>
        <translation>非数值的权重：%1 个，无穷大：%2 个；第一个在第 %3 行第 %4 列。</translation>
    </message>
    <message>
        <source>The model cannot work with it: get the file again, or make it again from a sound original.</source>
        <translation>模型因此无法工作：请重新获取文件，或由完好的原模型重新制作。</translation>
    </message>
    <message>
        <source>Weights that were too large for the type made its scale overflow: quantize this tensor to a type with a wider range, such as BF16.</source>
        <translation>对该类型过大的权重使缩放系数溢出：请将此张量量化为范围更宽的类型，例如 BF16。</translation>
    </message>
    <message>
        <source>Their weights are all 0, or became so because they were too small for the type: compare with the original.</source>
        <translation>它们的权重全为 0，或因对该类型过小而变为 0：请与原模型比较。</translation>
    </message>
    <message>
        <source>All weights are %1: the tensor has collapsed.</source>
        <translation>所有权重都是 %1：张量已塌缩。</translation>
    </message>
    <message>
        <source>Quantize it again from the original, which tells whether it was constant there too.</source>
        <translation>请由原模型重新量化；原模型也能说明它原本是否就是常数。</translation>
    </message>
    <message>
        <source>A smaller type would hold this tensor as well.</source>
        <translation>更小的类型同样能容纳此张量。</translation>
    </message>
    <message>
        <source>%1 % of the weights have the lowest or highest code: the scales are too small and large weights were cut off.</source>
        <translation>%1 % 的权重取最低或最高编码：缩放系数过小，大的权重被截断。</translation>
    </message>
    <message>
        <source>Quantize it again from the original, with another method.</source>
        <translation>请换一种方法由原模型重新量化。</translation>
    </message>
    <message>
        <source>Weights lie about %1 steps of %2 apart, hardly ever one (%3 % of what a first quantization gives): they seem to have been quantized more coarsely before.</source>
        <translation>权重相距约 %1 个 %2 的步长，几乎从不相差一步（仅为首次量化的 %3 %）：它们似乎先前已被更粗地量化。</translation>
    </message>
    <message>
        <source>Weights share values and hardly ever lie next to each other (%1 % of what an original of type %2 gives): they seem to have been quantized before.</source>
        <translation>权重共用数值，却几乎从不相邻（仅为 %2 类型原模型的 %1 %）：它们似乎先前已被量化。</translation>
    </message>
    <message>
        <source>The precision of this type is wasted on it: start from the original model instead.</source>
        <translation>此类型的精度用在这里是浪费：请改由原模型开始。</translation>
    </message>
    <message>
        <source>Give this tensor more bits, or another method.</source>
        <translation>请给此张量更多位数，或换一种方法。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors are of a type that cannot be decoded (such as %3): they are copied as they are.</source>
        <translation>%2 个张量中有 %1 个的类型无法解码（例如 %3）：它们将原样复制。</translation>
    </message>
    <message>
        <source>The file was written to while it was in use: what was read may be of two versions. Wait until nothing writes to it, and open it again.</source>
        <translation>文件在使用期间被写入：读到的内容可能来自两个版本。请等到没有程序写入它，然后重新打开。</translation>
    </message>
    <message>
        <source>A continuation has at least one token; %1 were asked for.</source>
        <translation>续写至少要有一个词元；要求的是 %1 个。</translation>
    </message>
    <message>
        <source>A temperature is 0 (always the most likely token) or above, not %1.</source>
        <translation>温度应为 0（总取最可能的词元）或更大，而不是 %1。</translation>
    </message>
    <message>
        <source>The number of most likely tokens to choose from is 0 (all) or above, not %1.</source>
        <translation>可供选择的最可能词元个数应为 0（全部）或更大，而不是 %1。</translation>
    </message>
    <message>
        <source>The prompt is empty, and this model&apos;s tokenizer puts no token before a text. Give it at least a word.</source>
        <translation>提示为空，而此模型的分词器不会在文本前加词元。请至少给出一个词。</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens and leaves no room: the model was trained for a context of %2.</source>
        <translation>提示有 %1 个词元，没有剩余空间：该模型训练时的上下文为 %2。</translation>
    </message>
    <message>
        <source>The memory of one sequence has room for %1 tokens and holds %2, so that %3 more do not fit.</source>
        <translation>一个序列的记忆可容纳 %1 个词元，现有 %2 个，再放不下 %3 个。</translation>
    </message>
    <message>
        <source>Scales up the columns whose inputs are strong before rounding, where the layer before can undo it, and cuts each block&apos;s range where the output errs less. Needs a calibration text.</source>
        <translation>在前一层能够抵消的地方，舍入前放大输入较强的列；并在输出误差更小时截断每个块的范围。需要校准文本。</translation>
    </message>
    <message>
        <source>How many strengths of scaling are tried; 1: columns are not scaled.</source>
        <translation>尝试多少种放大强度；1：不缩放列。</translation>
    </message>
    <message>
        <source>Whether ranges of blocks are cut where that helps.</source>
        <translation>是否在有益时截断块的范围。</translation>
    </message>
    <message>
        <source>The second moments of input column %1 are %2; they must be finite and not negative. Calibrate again.</source>
        <translation>输入列 %1 的二阶矩为 %2；它必须有限且非负。请重新校准。</translation>
    </message>
    <message>
        <source>All inputs of this weight were zero on the calibration text, so nothing can be learnt from them.</source>
        <translation>在校准文本上，此权重的所有输入都为零，因此无法从中学到任何东西。</translation>
    </message>
    <message>
        <source>The second moments of this weight&apos;s inputs are no such moments: even with %1 times their mean added they are not positive definite. Calibrate again.</source>
        <translation>此权重输入的二阶矩不成立：即使加上其均值的 %1 倍也不是正定的。请重新校准。</translation>
    </message>
    <message>
        <source>Rounds column by column and lets the columns that follow make up for each error, as the inputs seen on a calibration text allow. Needs such a text.</source>
        <translation>逐列舍入，并按校准文本上看到的输入，让后面的列弥补每一列的误差。需要这样的文本。</translation>
    </message>
    <message>
        <source>Added to the diagonal of the inputs&apos; second moments, as a share of its mean: more trusts the calibration text less.</source>
        <translation>加到输入二阶矩对角线上的量，以其均值的份额表示：越大，越不信任校准文本。</translation>
    </message>
    <message>
        <source>How many columns are rounded before their errors reach the columns far behind; changes speed, hardly the result.</source>
        <translation>舍入多少列之后才把误差传给远处的列；影响速度，几乎不影响结果。</translation>
    </message>
    <message>
        <source>Columns with the strongest inputs are rounded first. Scales are then fixed beforehand, from the original weights.</source>
        <translation>先舍入输入最强的列。此时缩放系数事先由原始权重确定。</translation>
    </message>
    <message>
        <source>All scales are fixed beforehand, from the original weights; else each block&apos;s when its turn comes, from what errors have made of it.</source>
        <translation>所有缩放系数事先由原始权重确定；否则轮到每个块时，再由误差传递后的权重确定。</translation>
    </message>
    <message>
        <source>How scales are chosen. plain: as the format&apos;s usual encoder does; mse: for the least squared error; weighted: each column&apos;s error weighted with the squares of its inputs.</source>
        <translation>如何选择缩放系数。plain：与该格式通常的编码器相同；mse：平方误差最小；weighted：每列误差按其输入的平方加权。</translation>
    </message>
    <message>
        <source>Each layer sees what the layers before it put out once quantized; else what they put out originally.</source>
        <translation>每一层看到的是前面各层量化之后的输出；否则是它们原来的输出。</translation>
    </message>
    <message>
        <source>Expert %1 saw no token of the calibration text: it is rounded to nearest.</source>
        <translation>专家 %1 没有遇到校准文本的任何词元：按最近值舍入。</translation>
    </message>
    <message>
        <source>The inputs&apos; second moments are singular: damping was raised from %1 to %2.</source>
        <translation>输入的二阶矩是奇异的：阻尼已从 %1 提高到 %2。</translation>
    </message>
    <message>
        <source>The errors fed back from row %1 on grew beyond all numbers. Raise damp, or leave this tensor as it is.</source>
        <translation>从第 %1 行起反馈的误差超出了数的范围。请提高 damp，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>The weight was quantized as %1 x %2 values in %3, but %4 x %5 in %6 are wanted.</source>
        <translation>该权重已按 %3 量化为 %1 x %2 个值，但需要的是 %6 的 %4 x %5。</translation>
    </message>
    <message>
        <source>%1 cannot be rounded weight by weight under scales of blocks, as the method %2 does. Choose search, or a format such as INT4, NF4 or Q4_K.</source>
        <translation>%1 不能像方法 %2 那样在块的缩放系数下逐个权重舍入。请选择 search，或 INT4、NF4、Q4_K 之类的格式。</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight: give it a calibration text.</source>
        <translation>方法 %1 必须知道每个权重的输入：请给出校准文本。</translation>
    </message>
    <message>
        <source>Calibration saw %1 experts with %2 input columns, which do not fit a weight of %3 x %4 values in %5.</source>
        <translation>校准看到 %1 个专家、%2 个输入列，与 %5 的 %3 x %4 权重不符。</translation>
    </message>
    <message>
        <source>%1 of %2 experts saw no token of the calibration text: they are rounded without calibration. More text may reach them.</source>
        <translation>%2 个专家中有 %1 个没有遇到校准文本的任何词元：它们不经校准直接舍入。更多文本也许能触及它们。</translation>
    </message>
    <message>
        <source>Only %1 tokens for %2 columns: what calibration learns here is thin. More text makes it better.</source>
        <translation>%2 列只有 %1 个词元：校准在此学到的很有限。文本越多越好。</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight: give it a calibration text (--calibration FILE on the command line).</source>
        <translation>方法 %1 必须知道每个权重的输入：请给出校准文本（命令行上用 --calibration FILE）。</translation>
    </message>
    <message>
        <source>No layer multiplies with this weight alone, so %1 has nothing to calibrate; %2 is used instead.</source>
        <translation>没有层单独与此权重相乘，%1 无从校准；改用 %2。</translation>
    </message>
    <message>
        <source>A GGUF file keeps norms as they are, so %1 scales no columns in it and only cuts ranges.</source>
        <translation>GGUF 文件让归一化层保持原样，因此 %1 在其中不缩放列，只截断范围。</translation>
    </message>
    <message>
        <source>There is nothing to measure: name at least one tensor and one scheme.</source>
        <translation>没有可测量的内容：请至少指定一个张量和一个方案。</translation>
    </message>
    <message>
        <source>Line %1 of this file of results is damaged. Name another file to begin anew.</source>
        <translation>此结果文件的第 %1 行已损坏。请指定另一个文件重新开始。</translation>
    </message>
    <message>
        <source>This is not a file of sensitivity results, and it is left as it is. Name another file.</source>
        <translation>这不是敏感度结果文件，它保持原样。请指定另一个文件。</translation>
    </message>
    <message>
        <source>There is no room left on this disk for results. Those so far are kept; free some space and resume.</source>
        <translation>此磁盘上没有空间存放结果。已有的结果会保留；请腾出空间后继续。</translation>
    </message>
    <message>
        <source>Results cannot be kept in this file: %1.</source>
        <translation>无法在此文件中保存结果：%1。</translation>
    </message>
    <message>
        <source>The results in this file are of another run: %1 was “%2”, now it is “%3”. Name another file, or repeat that run as it was.</source>
        <translation>此文件中的结果属于另一次运行：%1原为“%2”，现为“%3”。请指定另一个文件，或按原样重复那次运行。</translation>
    </message>
    <message>
        <source>Another run is writing its results to this file. Wait for it, or name another file.</source>
        <translation>另一次运行正在向此文件写入结果。请等待它结束，或指定另一个文件。</translation>
    </message>
    <message>
        <source>The method %1 must know what comes into each weight, and sensitivity does not calibrate. Choose another method.</source>
        <translation>方法 %1 必须知道每个权重的输入，而敏感度测量不做校准。请选择另一种方法。</translation>
    </message>
    <message>
        <source>The scheme “%1” is there twice.</source>
        <translation>方案“%1”出现了两次。</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>the context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>the number of chunks</source>
        <translation>片段数</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the grouping</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>the choice of tensors</source>
        <translation>所选张量</translation>
    </message>
    <message>
        <source>the list of schemes</source>
        <translation>方案列表</translation>
    </message>
    <message>
        <source>the importance matrix</source>
        <translation>重要性矩阵</translation>
    </message>
    <message>
        <source>The network runs without any of these tensors, so it cannot be sensitive to them.</source>
        <translation>网络运行时不使用这些张量，因此对它们不会敏感。</translation>
    </message>
    <message>
        <source>The weights in rows %1 to %2 are too large for the scales of %3. Choose another format, or leave this tensor as it is.</source>
        <translation>第 %1 至 %2 行的权重对 %3 的缩放系数来说太大。请选择其他格式，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>Half-quadratic quantization: scales that fit most weights of a block well and give up on a few outliers. Needs no calibration.</source>
        <translation>半二次量化：缩放系数适合块中大多数权重，放弃少数离群值。不需要校准。</translation>
    </message>
    <message>
        <source>The power of errors that are summed: the smaller, the less outliers count.</source>
        <translation>求和的误差的幂：越小，离群值的影响越小。</translation>
    </message>
    <message>
        <source>How often outliers are set apart and the scales fitted again.</source>
        <translation>把离群值放到一边并重新拟合缩放系数的次数。</translation>
    </message>
    <message>
        <source>The share of each row&apos;s weights that becomes zero.</source>
        <translation>每行中变为零的权重的份额。</translation>
    </message>
    <message>
        <source>row: the weights that count least, wherever they are in a row. 2:4 and 4:8: so many of each 4 or 8 neighbours are kept, as sparse kernels want it; sparsity is then not looked at.</source>
        <translation>row：一行中最不重要的权重，无论位置。2:4 和 4:8：每 4 个或 8 个相邻权重中保留这么多个，以符合稀疏计算内核的要求；此时不看 sparsity。</translation>
    </message>
    <message>
        <source>%1 can only be decoded.</source>
        <translation>%1 只能解码。</translation>
    </message>
    <message>
        <source>Prunes: the smallest weights of each row become zero, the others are coded as the format&apos;s usual encoder does. The size stays.</source>
        <translation>剪枝：每行中最小的权重变为零，其余按该格式通常的编码器编码。大小不变。</translation>
    </message>
    <message>
        <source>Prunes: of each row the weights become zero that do least to its output, by their size times that of their inputs on a calibration text. The size stays.</source>
        <translation>剪枝：每行中对输出影响最小的权重变为零，按权重大小乘以其输入在校准文本上的大小判断。大小不变。</translation>
    </message>
    <message>
        <source>The figures of this input contradict each other: %1 sums of %2 experts, %3 second moments.</source>
        <translation>此输入的数据相互矛盾：%2 个专家的 %1 个和，%3 个二阶矩。</translation>
    </message>
    <message>
        <source>The calibration saw no layer at all.</source>
        <translation>校准没有看到任何层。</translation>
    </message>
    <message>
        <source>This calibration was made with another model: its SHA-256 is %1, not %2.</source>
        <translation>此校准是用另一个模型做的：其 SHA-256 为 %1，而不是 %2。</translation>
    </message>
    <message>
        <source>This is no calibration of ours, or it is damaged: “%1” is missing or makes no sense.</source>
        <translation>这不是本程序的校准文件，或者它已损坏：“%1”缺失或没有意义。</translation>
    </message>
    <message>
        <source>The calibration is of version %1; this program reads version %2.</source>
        <translation>校准文件的版本为 %1；本程序读取版本 %2。</translation>
    </message>
    <message>
        <source>The calibration holds sums that are negative or no numbers.</source>
        <translation>校准文件中有为负或不是数值的和。</translation>
    </message>
    <message>
        <source>The folder cannot be read.</source>
        <translation>无法读取该文件夹。</translation>
    </message>
    <message>
        <source>There is no text in this folder: no file whose name ends in .txt, .text or .md.</source>
        <translation>此文件夹中没有文本：没有名称以 .txt、.text 或 .md 结尾的文件。</translation>
    </message>
    <message>
        <source>The text is not UTF-8. Convert it first, or choose another file.</source>
        <translation>该文本不是 UTF-8。请先转换，或选择另一个文件。</translation>
    </message>
    <message>
        <source>The shapes differ: %1 and %2.</source>
        <translation>形状不同：%1 与 %2。</translation>
    </message>
    <message>
        <source>Stored as %1, which cannot be decoded: only its bytes were compared.</source>
        <translation>以 %1 存储，无法解码：只比较了字节。</translation>
    </message>
    <message>
        <source>The rows differ: %1 and %2 columns.</source>
        <translation>行不一致：%1 列与 %2 列。</translation>
    </message>
    <message>
        <source>The report cannot be written: %1</source>
        <translation>无法写入报告：%1</translation>
    </message>
    <message>
        <source>Engines cannot read these weights either, or read them as something else.</source>
        <translation>其他推理引擎同样无法读取这些权重，或会把它们读成别的东西。</translation>
    </message>
    <message>
        <source>One such weight spreads to everything that is computed from it.</source>
        <translation>一个这样的权重就会影响所有由它算出的结果。</translation>
    </message>
    <message>
        <source>Every weight of such a block decodes to infinity or to no number, which spreads to everything computed from it.</source>
        <translation>这种块中的每个权重解码后都是无穷大或非数，并会影响所有由它算出的结果。</translation>
    </message>
    <message>
        <source>Every weight of such a block decodes to 0, whatever its code says.</source>
        <translation>这种块中的每个权重解码后都是 0，无论其编码是什么。</translation>
    </message>
    <message>
        <source>A matrix of equal weights passes on nothing but the sum of its inputs: what it had learnt is gone.</source>
        <translation>权重全部相同的矩阵只能传递输入之和：它学到的内容已经丢失。</translation>
    </message>
    <message>
        <source>Bits are spent on values that never occur.</source>
        <translation>有些位被用在从不出现的值上。</translation>
    </message>
    <message>
        <source>Large weights matter most; cut off, each of them is wrong.</source>
        <translation>大的权重最为重要；一旦被截断，它们每一个都是错的。</translation>
    </message>
    <message>
        <source>The error is that of the coarser grid, or worse; the size and the name promise the finer one.</source>
        <translation>误差与较粗的网格相当甚至更大，而大小和名称却让人以为是较细的网格。</translation>
    </message>
    <message>
        <source>Little of what these weights had learnt is left.</source>
        <translation>这些权重学到的内容所剩无几。</translation>
    </message>
    <message>
        <source>Engines refuse such a file, or compute another model.</source>
        <translation>推理引擎会拒绝这样的文件，或算出另一个模型。</translation>
    </message>
    <message>
        <source>Engines pass over what they do not know, or refuse the file.</source>
        <translation>推理引擎会忽略不认识的内容，或拒绝该文件。</translation>
    </message>
    <message>
        <source>Weights of another shape are those of another model.</source>
        <translation>形状不同的权重属于另一个模型。</translation>
    </message>
    <message>
        <source>No engine minds, but a sound writer leaves no such bytes: something happened to this file.</source>
        <translation>推理引擎不会介意，但正常的写入程序不会留下这样的字节：这个文件曾出过问题。</translation>
    </message>
    <message>
        <source>Strict readers take the file for one that was cut off.</source>
        <translation>严格的读取程序会认为该文件被截断。</translation>
    </message>
    <message>
        <source>Blocks of other versions are laid out differently; read as today&apos;s they are noise.</source>
        <translation>其他版本的块布局不同；按现行布局读取只会得到噪声。</translation>
    </message>
    <message>
        <source>Size and quality are not quite those that people expect from the label.</source>
        <translation>大小和质量与标签给人的预期不完全一致。</translation>
    </message>
    <message>
        <source>The number type of the scales; e8m0: powers of two in a byte.</source>
        <translation>缩放系数的数值类型；e8m0：用一个字节表示的 2 的幂。</translation>
    </message>
    <message>
        <source>8-bit floating point: 4 exponent and 3 mantissa bits, to ±448, under a scale for each group of columns, each row or the tensor.</source>
        <translation>8 位浮点：4 位指数和 3 位尾数，最大 ±448，每组列、每行或整个张量一个缩放系数。</translation>
    </message>
    <message>
        <source>8-bit floating point: 5 exponent and 2 mantissa bits, the upper half of F16, under a scale for each group of columns, each row or the tensor.</source>
        <translation>8 位浮点：5 位指数和 2 位尾数，即 F16 的高半部分，每组列、每行或整个张量一个缩放系数。</translation>
    </message>
    <message>
        <source>OCP microscaling: 8-bit floating point numbers with 3 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP 微缩放：3 位尾数的 8 位浮点数，每 32 个权重以一个 2 的幂为缩放系数。</translation>
    </message>
    <message>
        <source>OCP microscaling: 8-bit floating point numbers with 2 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP 微缩放：2 位尾数的 8 位浮点数，每 32 个权重以一个 2 的幂为缩放系数。</translation>
    </message>
    <message>
        <source>OCP microscaling: 6-bit floating point numbers with 3 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP 微缩放：3 位尾数的 6 位浮点数，每 32 个权重以一个 2 的幂为缩放系数。</translation>
    </message>
    <message>
        <source>OCP microscaling: 6-bit floating point numbers with 2 mantissa bits, one power of two as the scale of 32 weights.</source>
        <translation>OCP 微缩放：2 位尾数的 6 位浮点数，每 32 个权重以一个 2 的幂为缩放系数。</translation>
    </message>
    <message>
        <source>value = scale · number of the code</source>
        <translation>值 = 缩放系数 · 编码所表示的数</translation>
    </message>
    <message>
        <source>scale of the group, the power of two 2^(byte − 127)</source>
        <translation>该组的缩放系数，2 的幂 2^(字节 − 127)</translation>
    </message>
    <message>
        <source>codes of %1 bits (sign, %2 of the exponent, %3 of the mantissa), lowest bits first</source>
        <translation>%1 位的编码（符号，指数 %2 位，尾数 %3 位），低位在前</translation>
    </message>
    <message>
        <source>Learned rounding: begins with GPTQ&apos;s codes and goes over all weights again and again, moving each to the level with which the layer&apos;s output errs least. Needs a calibration text.</source>
        <translation>学习舍入：从 GPTQ 的编码出发，反复遍历所有权重，把每个权重移到使该层输出误差最小的量化级。需要校准文本。</translation>
    </message>
    <message>
        <source>How often all weights are gone over, at most; it ends when none moves.</source>
        <translation>最多遍历所有权重多少次；没有权重再移动时结束。</translation>
    </message>
    <message>
        <source>This importance matrix counts chunks of unknown length; a GGUF file counts tokens. Say how many tokens a chunk had.</source>
        <translation>此重要性矩阵按长度未知的文本块计数，而 GGUF 文件按词元计数。请说明每块有多少词元。</translation>
    </message>
    <message>
        <source>The weight %1 in row %2, column %3 is too large for the 16-bit scales of %4 (%5 to %6). ggml would write an infinite scale here, and its block would decode to NaN or infinity. Choose a format with a wider range, or leave this tensor as it is.</source>
        <translation>第 %2 行第 %3 列的权重 %1 对 %4 的 16 位缩放系数（%5 至 %6）来说太大。ggml 会在此写入无穷大的缩放系数，其块解码后为 NaN 或无穷大。请选择范围更大的格式，或让此张量保持原样。</translation>
    </message>
    <message>
        <source>config.json says %1 = %2, so some layers have no experts; llama.cpp wants them in every layer of this architecture. Export safetensors instead.</source>
        <translation>config.json 中 %1 = %2，因此有些层没有专家；而对这种架构，llama.cpp 要求每一层都有专家。请改为导出 safetensors。</translation>
    </message>
    <message>
        <source>config.json says norm_topk_prob = %1, but llama.cpp lets the weights of the chosen experts sum to 1 in this architecture: its answers would be other ones. Export safetensors instead.</source>
        <translation>config.json 中 norm_topk_prob = %1，但对这种架构，llama.cpp 会让选中专家的权重之和为 1：结果会不同。请改为导出 safetensors。</translation>
    </message>
    <message>
        <source>%1 weights are not calibrated, as no layer multiplies with them alone; they are quantized as usual. The first is %2.</source>
        <translation>%1 个权重不校准，因为没有层单独与它们相乘；它们按通常方式量化。第一个是 %2。</translation>
    </message>
    <message>
        <source>%1 weights have more columns than the calibration text brings tokens; what is learnt there is vague. Worst is %2: %3 columns, %4 tokens. Take more text.</source>
        <translation>%1 个权重的列数多于校准文本提供的词元数；在那里学到的内容不可靠。最严重的是 %2：%3 列，%4 个词元。请使用更多文本。</translation>
    </message>
    <message>
        <source>Calibrating %1 takes %2 bytes of memory at once, more than the %3 allowed; one weight cannot be divided.</source>
        <translation>校准 %1 需要一次占用 %2 字节内存，超过允许的 %3；单个权重无法拆分。</translation>
    </message>
    <message>
        <source>There is no format “%1” to compare. Near it are: %2.</source>
        <translation>没有可比较的格式“%1”。相近的有：%2。</translation>
    </message>
    <message>
        <source>There is no method “%1” to compare. Near it are: %2.</source>
        <translation>没有可比较的方法“%1”。相近的有：%2。</translation>
    </message>
    <message>
        <source>No format and method are left to compare. Sizes are whole bits a weight, such as 4: formats from there to below 4.75 are compared.</source>
        <translation>没有剩下可比较的格式与方法。大小按每权重的整数位计，例如 4：比较从该值到不足 4.75 的格式。</translation>
    </message>
    <message>
        <source>bits a weight</source>
        <translation>每权重位数</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Weight error</source>
        <translation>权重误差</translation>
    </message>
    <message>
        <source>Output error</source>
        <translation>输出误差</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>Same top token</source>
        <translation>首选词元相同</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Methods on equal terms</source>
        <translation>同等条件下的方法</translation>
    </message>
    <message>
        <source>The whole model under every method, calibrated on %1 (%2 tokens) and judged on %3: %4 chunks of %5 tokens. Perplexity of the original: %6. Times are those of %7 threads.</source>
        <translation>整个模型在每种方法下的结果：在 %1（%2 个词元）上校准，在 %3 上评判：%4 块，每块 %5 个词元。原模型的困惑度：%6。用时为 %7 个线程的用时。</translation>
    </message>
    <message>
        <source>KL divergence from the original</source>
        <translation>与原模型的 KL 散度</translation>
    </message>
    <message>
        <source>Relative error of the layers&apos; outputs</source>
        <translation>各层输出的相对误差</translation>
    </message>
    <message>
        <source>Relative error of the weights</source>
        <translation>权重的相对误差</translation>
    </message>
    <message>
        <source>Seconds to quantize</source>
        <translation>量化秒数</translation>
    </message>
    <message>
        <source>Memory while quantizing</source>
        <translation>量化时的内存</translation>
    </message>
    <message>
        <source>This text is not what it was when the calibration was collected. Collect it again.</source>
        <translation>该文本与收集校准时已不相同。请重新收集。</translation>
    </message>
    <message>
        <source>%1 must see what comes into each weight before it can round it. Collect a calibration; it is kept with the workspace.</source>
        <translation>%1 必须先看到进入每个权重的内容才能舍入。请收集一次校准；它会随工作区保存。</translation>
    </message>
    <message>
        <source>%1 looks at the whole model, layer after layer, so nothing is shown while you change it. Add it to the comparison to quantize with it.</source>
        <translation>%1 逐层查看整个模型，因此调整时不显示任何内容。把它加入比较即可用它量化。</translation>
    </message>
    <message>
        <source>Nothing says what this packed weight is made of.</source>
        <translation>没有说明这个打包的权重由什么组成。</translation>
    </message>
    <message>
        <source>A packed weight of %1 can only be read row by row.</source>
        <translation>%1 的打包权重只能逐行读取。</translation>
    </message>
    <message>
        <source>4-bit codes in AWQ&apos;s order for matrix products (GEMM), with zero points.</source>
        <translation>按 AWQ 矩阵乘法（GEMM）的次序排列的 4 位编码，带零点。</translation>
    </message>
    <message>
        <source>AWQ weights in the layout “%1” cannot be decoded; only gemm can.</source>
        <translation>布局为“%1”的 AWQ 权重无法解码；只有 gemm 可以。</translation>
    </message>
    <message>
        <source>AWQ weights of %1 bits cannot be decoded; only those of 4 can.</source>
        <translation>%1 位的 AWQ 权重无法解码；只有 4 位的可以。</translation>
    </message>
    <message>
        <source>AWQ holds INT4 with scales per group or row, not %1.</source>
        <translation>AWQ 装的是按组或按行缩放的 INT4，而不是 %1。</translation>
    </message>
    <message>
        <source>AWQ&apos;s scales are 16-bit floats: choose scale=f16.</source>
        <translation>AWQ 的缩放是 16 位浮点数：请选择 scale=f16。</translation>
    </message>
    <message>
        <source>AWQ packs eight outputs into a word; %1 rows are no multiple of 8.</source>
        <translation>AWQ 把八个输出打包成一个字；%1 行不是 8 的倍数。</translation>
    </message>
    <message>
        <source>Groups of %1 do not divide rows of %2.</source>
        <translation>大小为 %1 的组不能整除长度为 %2 的行。</translation>
    </message>
    <message>
        <source>An AWQ folder has one group size for all weights; here are %1 and %2.</source>
        <translation>AWQ 文件夹的所有权重只有一个组大小；这里有 %1 和 %2。</translation>
    </message>
    <message>
        <source>It has %1 numbers; the other tensors of this weight ask for %2.</source>
        <translation>它有 %1 个数；该权重的其他张量要求 %2 个。</translation>
    </message>
    <message>
        <source>The state of its quantization is not JSON.</source>
        <translation>其量化状态不是 JSON。</translation>
    </message>
    <message>
        <source>The state of its quantization names no matrix.</source>
        <translation>其量化状态没有给出矩阵。</translation>
    </message>
    <message>
        <source>%1 × %2 in blocks of %3 cannot be.</source>
        <translation>%1 × %2 分成 %3 的块是不可能的。</translation>
    </message>
    <message>
        <source>NF4 or FP4 in blocks over the whole matrix, as QLoRA trains on.</source>
        <translation>在整个矩阵上分块的 NF4 或 FP4，QLoRA 即在其上训练。</translation>
    </message>
    <message>
        <source>bitsandbytes codes stored as %1 cannot be decoded; only uint8 can.</source>
        <translation>存为 %1 的 bitsandbytes 编码无法解码；只有 uint8 可以。</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; 4-bit layers hold NF4 and FP4, not %1.</source>
        <translation>bitsandbytes 的 4 位层装的是 NF4 和 FP4，而不是 %1。</translation>
    </message>
    <message>
        <source>The state of its quantization is too long.</source>
        <translation>其量化状态过长。</translation>
    </message>
    <message>
        <source>Its rows are interleaved for one kind of GPU, which cannot be decoded.</source>
        <translation>它的行是为某种 GPU 交错排列的，无法解码。</translation>
    </message>
    <message>
        <source>INT8 under one scale a row, as LLM.int8() computes with.</source>
        <translation>每行一个缩放的 INT8，LLM.int8() 即以此计算。</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; 8-bit layers hold INT8, not %1.</source>
        <translation>bitsandbytes 的 8 位层装的是 INT8，而不是 %1。</translation>
    </message>
    <message>
        <source>bitsandbytes has one scale a row: choose group=0.</source>
        <translation>bitsandbytes 每行一个缩放：请选择 group=0。</translation>
    </message>
    <message>
        <source>bitsandbytes has no zero points: choose a symmetric grid.</source>
        <translation>bitsandbytes 没有零点：请选择对称网格。</translation>
    </message>
    <message>
        <source>bitsandbytes&apos; scales are 32-bit floats: choose scale=f32.</source>
        <translation>bitsandbytes 的缩放是 32 位浮点数：请选择 scale=f32。</translation>
    </message>
    <message>
        <source>A matrix of %1 × %2 cannot be.</source>
        <translation>%1 × %2 的矩阵是不可能的。</translation>
    </message>
    <message>
        <source>%1 words do not hold %2 × %3 codes of the bits that config.json names.</source>
        <translation>%1 个字装不下 %2 × %3 个 config.json 所给位数的编码。</translation>
    </message>
    <message>
        <source>INT4 or INT8 along the rows (pack-quantized), what LLM Compressor writes for vLLM.</source>
        <translation>沿行排列的 INT4 或 INT8（pack-quantized），LLM Compressor 为 vLLM 写出的就是它。</translation>
    </message>
    <message>
        <source>config.json names no integers of 2 to 8 bits for its packed weights.</source>
        <translation>config.json 没有为打包的权重给出 2 到 8 位的整数。</translation>
    </message>
    <message>
        <source>vLLM loads INT4 and INT8 packed, with scales per group or row, not %1.</source>
        <translation>vLLM 加载打包的 INT4 和 INT8，按组或按行缩放，而不是 %1。</translation>
    </message>
    <message>
        <source>Scales of packed weights are 16-bit floats: choose scale=f16 or scale=bf16.</source>
        <translation>打包权重的缩放是 16 位浮点数：请选择 scale=f16 或 scale=bf16。</translation>
    </message>
    <message>
        <source>%1 codes fill a word, and %2 × %3 does not divide into them.</source>
        <translation>%1 个编码填满一个字，而 %2 × %3 无法这样划分。</translation>
    </message>
    <message>
        <source>Its table of levels is not the one of bitsandbytes, so that no format holds its codes.</source>
        <translation>它的量化级表不是 bitsandbytes 的，因此没有格式能装它的编码。</translation>
    </message>
    <message>
        <source>%1 zeros for %2 outputs are codes of neither 2, 3, 4 nor 8 bits.</source>
        <translation>%2 个输出的 %1 个零点既不是 2、3、4 位也不是 8 位的编码。</translation>
    </message>
    <message>
        <source>Integer codes down the columns, zero points less 1: what most published GPTQ models are and every engine for them loads. Symmetric grids only.</source>
        <translation>沿列向下的整数编码，零点减 1：多数已发布的 GPTQ 模型如此，相应的引擎都能加载。仅限对称网格。</translation>
    </message>
    <message>
        <source>As gptq, with zero points as they are, so that asymmetric grids fit.</source>
        <translation>同 gptq，但零点原样存储，因此可用不对称网格。</translation>
    </message>
    <message>
        <source>GPTQ weights in the layout “%1” of one kernel cannot be decoded; only gptq and gptq_v2 can.</source>
        <translation>某个内核专用布局“%1”的 GPTQ 权重无法解码；只有 gptq 和 gptq_v2 可以。</translation>
    </message>
    <message>
        <source>GPTQ codes packed into %1 cannot be decoded; only int32 can.</source>
        <translation>打包成 %1 的 GPTQ 编码无法解码；只有 int32 可以。</translation>
    </message>
    <message>
        <source>GPTQ holds INT2, INT3, INT4 and INT8 with scales per group or row, not %1.</source>
        <translation>GPTQ 装的是按组或按行缩放的 INT2、INT3、INT4 和 INT8，而不是 %1。</translation>
    </message>
    <message>
        <source>GPTQ&apos;s scales are 16-bit floats: choose scale=f16.</source>
        <translation>GPTQ 的缩放是 16 位浮点数：请选择 scale=f16。</translation>
    </message>
    <message>
        <source>GPTQ&apos;s version 1 has no zero point 0, which asymmetric grids need: choose gptq_v2, or a symmetric grid.</source>
        <translation>GPTQ 版本 1 没有不对称网格所需的零点 0：请选择 gptq_v2 或对称网格。</translation>
    </message>
    <message>
        <source>GPTQ&apos;s kernels load matrices whose rows and columns are multiples of 32, not %1 × %2.</source>
        <translation>GPTQ 的内核加载行列均为 32 倍数的矩阵，而不是 %1 × %2。</translation>
    </message>
    <message>
        <source>Group %1 of row %2 has the zero point 0, which GPTQ&apos;s version 1 cannot store. Choose gptq_v2.</source>
        <translation>第 %2 行的第 %1 组零点为 0，GPTQ 版本 1 无法存储。请选择 gptq_v2。</translation>
    </message>
    <message>
        <source>Its columns belong to groups in another order (act-order), which no format without a table of groups can hold.</source>
        <translation>它的列按另一次序归入各组（act-order），没有组表的格式无法装下。</translation>
    </message>
    <message>
        <source>It is %1; the other tensors of this weight ask for %2.</source>
        <translation>它是 %1；该权重的其他张量要求 %2。</translation>
    </message>
    <message>
        <source>Column %1 belongs to group %2, but there are %3 groups.</source>
        <translation>第 %1 列属于第 %2 组，但只有 %3 个组。</translation>
    </message>
    <message>
        <source>%1 packed weights are shown as the tensors they are made of, because they cannot be read: %2</source>
        <translation>%1 个打包的权重以其组成张量显示，因为无法读取：%2</translation>
    </message>
    <message>
        <source>The weights are quantized by the method “%1”, which cannot be decoded: their tensors are shown as they are.</source>
        <translation>权重由方法“%1”量化，无法解码：其张量按原样显示。</translation>
    </message>
    <message>
        <source>The packed weight has no tensor “%1”.</source>
        <translation>打包的权重没有张量“%1”。</translation>
    </message>
    <message>
        <source>It is %1 of type %2; %3 axes of type %4 were expected.</source>
        <translation>它是类型 %2 的 %1；应为类型 %4 的 %3 个轴。</translation>
    </message>
    <message>
        <source>There is no packing “%1”. There are: %2.</source>
        <translation>没有名为“%1”的打包。有：%2。</translation>
    </message>
    <message>
        <source>A packing is a whole Hugging Face folder, and only such a folder has the config.json and tokenizer for it. Open the folder that this model comes from, or export GGUF.</source>
        <translation>打包是整个 Hugging Face 文件夹，只有这样的文件夹才有所需的 config.json 和分词器。请打开该模型所来自的文件夹，或导出 GGUF。</translation>
    </message>
    <message>
        <source>GPT-2 keeps its matrices turned (Conv1D), and engines do not agree on how to pack those. Export GGUF instead.</source>
        <translation>GPT-2 的矩阵是转置存放的（Conv1D），各引擎对其打包方式并不一致。请改为导出 GGUF。</translation>
    </message>
    <message>
        <source>Engines load embeddings, the output layer and stacked experts as plain numbers only: the tensor stays as it is.</source>
        <translation>引擎只以普通数字加载嵌入、输出层和堆叠的专家：该张量保持原样。</translation>
    </message>
    <message>
        <source>The folder cannot be made here: %1.</source>
        <translation>无法在此创建文件夹：%1。</translation>
    </message>
    <message>
        <source>The finished folder cannot be given its name: %1.</source>
        <translation>无法给完成的文件夹命名：%1。</translation>
    </message>
    <message>
        <source>The folder that this one would be in does not exist.</source>
        <translation>将要容纳它的文件夹不存在。</translation>
    </message>
    <message>
        <source>Something of this name is there already. Name a folder that is new or empty.</source>
        <translation>已有同名的东西。请指定一个新的或空的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds values that %2 has not: they are rounded anew.</source>
        <translation>%1 含有 %2 没有的值：它们会被重新舍入。</translation>
    </message>
    <message>
        <source>Nothing that %1 can hold has all values of %2. Name the scheme that they are to be rounded to.</source>
        <translation>%1 所能装的格式都不具备 %2 的全部值。请指定要舍入到的方案。</translation>
    </message>
    <message>
        <source>It is stored as plain numbers, which have no codes and scales.</source>
        <translation>它以普通数字存储，没有编码和缩放。</translation>
    </message>
    <message>
        <source>No weight of this model is quantized, so there are no codes to convert. Quantize it instead.</source>
        <translation>该模型没有量化的权重，因此没有编码可转换。请改为量化它。</translation>
    </message>
    <message>
        <source>Columns that another operator scales cannot be packed.</source>
        <translation>由另一个算子缩放的列无法打包。</translation>
    </message>
    <message>
        <source>The prompt is not UTF-8: byte %1 of it is part of no character. Convert it first.</source>
        <translation>提示不是 UTF-8：第 %1 个字节不属于任何字符。请先转换。</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>文本列表</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>数字列表</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>整数列表</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a whole number or a list of true and false</source>
        <translation>整数，或由 true 和 false 组成的列表</translation>
    </message>
    <message>
        <source>“%1” should be %2, but is: %3. Correct it, or get the file from the model&apos;s source again.</source>
        <translation>“%1”应为%2，实际为：%3。请更正，或从模型来源重新获取该文件。</translation>
    </message>
    <message>
        <source>Gradients are known of whole sequences only.</source>
        <translation>仅支持整条序列的梯度。</translation>
    </message>
    <message>
        <source>Row %1 of this weight holds NaN or infinite values, so nothing after it can be computed. Get the file again, or, if a scheme made the weight, choose another for it.</source>
        <translation>该权重的第 %1 行含有 NaN 或无穷值，其后的内容无法计算。请重新获取文件；若权重由某方案生成，请换一个方案。</translation>
    </message>
    <message>
        <source>The activation “%1” (%2), computed with this weight, grew beyond all numbers: NaN or infinite. The weights up to it are damaged or of another model, or a scheme is too coarse for them. Have the file verified, or choose finer schemes.</source>
        <translation>用该权重计算的激活“%1”（%2）超出了所有数值：NaN 或无穷。此前的权重已损坏或属于另一个模型，或者方案对它们过于粗糙。请校验文件，或选择更精细的方案。</translation>
    </message>
</context>
<context>
    <name>exportTarget</name>
    <message>
        <source>GGUF: quantized, as llama.cpp loads it</source>
        <translation>GGUF：量化的，供 llama.cpp 加载</translation>
    </message>
    <message>
        <source>safetensors: the decoded weights (simulated)</source>
        <translation>safetensors：解码后的权重（模拟）</translation>
    </message>
    <message>
        <source>%1: a folder for %2</source>
        <translation>%1：供 %2 使用的文件夹</translation>
    </message>
</context>
<context>
    <name>handbook</name>
    <message>
        <source>en</source>
        <comment>folder of the handbook</comment>
        <extracomment>The folder that holds the handbook in this language: &quot;de&quot; for German, &quot;zh_CN&quot; for Simplified Chinese.</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AboutDialog</name>
    <message>
        <source>&lt;h2&gt;Mantissa %1&lt;/h2&gt;&lt;p&gt;A workbench for the quantization of neural-network weights.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later: you may use, study, share and change it. It comes without any warranty.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;Mantissa %1&lt;/h2&gt;&lt;p&gt;神经网络权重量化的工作台。&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU 通用公共许可证第 3 版或更高版本：您可以使用、研究、分享和修改。不提供任何担保。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>It stands on these libraries, under their own licences:</source>
        <translation>它建立在以下各有其许可证的库之上：</translation>
    </message>
    <message>
        <source>About Mantissa</source>
        <translation>关于 Mantissa</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>库及其许可证</translation>
    </message>
    <message>
        <source>&amp;Copy version</source>
        <translation>复制版本(&amp;C)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyDriver</name>
    <message>
        <source>Prepare to run the model</source>
        <translation>准备运行模型</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>读取文本</translation>
    </message>
    <message>
        <source>Evaluate %1</source>
        <translation>评估 %1</translation>
    </message>
    <message>
        <source>Evaluate the original</source>
        <translation>评估原始模型</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyModel</name>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>chunk %1 of %2</source>
        <translation>第 %1 段，共 %2 段</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Bytes of the quantized weights in the file; of the original: of the same weights as they are stored.</source>
        <translation>文件中量化权重的字节数；原始模型则为相同权重按其存储方式的字节数。</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracySummary</name>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>The model predicts a text, as it was and as each scheme leaves it. KL divergence says how far the predictions moved from the original&apos;s: the best single figure of what was lost.</source>
        <translation>模型以原样以及各方案量化后的样子预测一段文本。KL 散度说明预测偏离原始模型多远：衡量损失的最佳单一指标。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Perplexity above the original</source>
        <translation>相对原始模型的困惑度</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>What the curve shows. Against the original, the bands are much narrower: a hard passage of the text is hard for all.</source>
        <translation>曲线显示的内容。相对原始模型时误差带窄得多：文本中难的段落对所有方案都难。</translation>
    </message>
    <message>
        <source>Perplexity, chunk after chunk</source>
        <translation>逐段累积的困惑度</translation>
    </message>
    <message>
        <source>KL divergence: how bad it gets, and how often</source>
        <translation>KL 散度：有多严重，多常发生</translation>
    </message>
    <message>
        <source>Figures of each scheme</source>
        <translation>各方案的指标</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the table as it is shown, for a spreadsheet</source>
        <translation>按显示内容复制表格，供电子表格使用</translation>
    </message>
    <message>
        <source>&amp;Save as CSV …</source>
        <translation>另存为 CSV …(&amp;S)</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在读取文本 …</translation>
    </message>
    <message>
        <source>Choose a text above, then press Run.</source>
        <translation>请在上方选择文本，然后点击“运行”。</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>正在评估 …</translation>
    </message>
    <message>
        <source>Press Run: the model then predicts the text as it was and as each scheme leaves it.</source>
        <translation>点击“运行”：模型将以原样以及各方案量化后的样子预测文本。</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>保存指标</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>数据 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>&amp;Evaluate again</source>
        <translation>重新评估(&amp;E)</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::AccuracyView</name>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>context </source>
        <translation>上下文 </translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Tokens in a chunk of the text; the second half of each is predicted</source>
        <translation>每段文本的词元数；每段的后一半用于预测</translation>
    </message>
    <message>
        <source>all chunks</source>
        <translation>全部文本段</translation>
    </message>
    <message>
        <source> chunks</source>
        <translation> 段</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>文本段</translation>
    </message>
    <message>
        <source>How many chunks of the text are predicted, from its start</source>
        <translation>从开头起预测多少段文本</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <source>Stops all evaluations; what is done stays</source>
        <translation>停止所有评估；已完成的保留</translation>
    </message>
    <message>
        <source>Pages of the accuracy</source>
        <translation>准确率的页面</translation>
    </message>
    <message>
        <source>Built-in story</source>
        <translation>内置故事</translation>
    </message>
    <message>
        <source>Choose a text …</source>
        <translation>选择文本 …</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The text that the model predicts. A text file can also be dropped here.</source>
        <translation>模型要预测的文本。也可将文本文件拖放到此处。</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开模型 (Ctrl+O)，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Preparing to run the model …</source>
        <translation>正在准备运行模型 …</translation>
    </message>
    <message>
        <source>This model cannot be run, so its accuracy cannot be measured:</source>
        <translation>此模型无法运行，因此无法测量其准确率：</translation>
    </message>
    <message>
        <source>Everything else works: sizes, weight errors, export.</source>
        <translation>其他功能均可用：大小、权重误差、导出。</translation>
    </message>
    <message>
        <source>Choose a text that the model shall predict, or drop one here.</source>
        <translation>选择要让模型预测的文本，或拖放到此处。</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在读取文本 …</translation>
    </message>
    <message>
        <source>%1 tokens scored</source>
        <translation>已评分 %1 个词元</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>%1 of %2 evaluated</source>
        <translation>已评估 %1/%2</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>选择文本</translation>
    </message>
    <message>
        <source>Texts (*.txt *.md *.text *.raw);;All files (*)</source>
        <translation>文本 (*.txt *.md *.text *.raw);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Predicts the text with the original and with every scheme that is ticked on the right</source>
        <translation>用原始模型和右侧勾选的每个方案预测文本</translation>
    </message>
    <message numerus="yes">
        <source>%n chunk(s)</source>
        <translation>
            <numerusform>%n 段</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockFieldsModel</name>
    <message>
        <source>%1, bit %2, %3 bits</source>
        <translation>%1，第 %2 位起 %3 位</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>scales, minima</source>
        <translation>缩放系数、最小值</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>码值</translation>
    </message>
    <message>
        <source>codes, scales</source>
        <translation>码值、缩放系数</translation>
    </message>
    <message>
        <source>Byte</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Bytes (hexadecimal)</source>
        <translation>字节（十六进制）</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockPanel</name>
    <message>
        <source>&amp;Row</source>
        <translation>行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Row of the block</source>
        <translation>块所在的行</translation>
    </message>
    <message>
        <source>Column of a weight in the block</source>
        <translation>块中某个权重的列</translation>
    </message>
    <message>
        <source>Its bytes, as the file would hold them</source>
        <translation>块的字节，与文件中的一致</translation>
    </message>
    <message>
        <source>Weights of the block</source>
        <translation>块中的权重</translation>
    </message>
    <message>
        <source>Bytes of the block and what they mean</source>
        <translation>块的字节及其含义</translation>
    </message>
    <message>
        <source>Weights %1 to %2 of row %3: %4 weights in %5 bits. %6</source>
        <translation>第 %3 行的第 %1 至 %2 个权重：%4 个权重共 %5 位。%6</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::BlockValuesModel</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>码值</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>量化级</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CalibrationDialog</name>
    <message>
        <source>&amp;Collect</source>
        <translation>收集(&amp;C)</translation>
    </message>
    <message>
        <source>Collect calibration from a text</source>
        <translation>从文本收集校准数据</translation>
    </message>
    <message>
        <source>A text file, or a folder of them</source>
        <translation>一个文本文件，或含文本文件的文件夹</translation>
    </message>
    <message>
        <source>The built-in story</source>
        <translation>内置故事</translation>
    </message>
    <message>
        <source>Of a folder, all files are read whose names end in .txt, .text or .md</source>
        <translation>若为文件夹，则读取其中所有以 .txt、.text 或 .md 结尾的文件</translation>
    </message>
    <message>
        <source>&amp;Text …</source>
        <translation>文本(&amp;T)…</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>选择文本</translation>
    </message>
    <message>
        <source>Texts (*.txt *.text *.md);;All files (*)</source>
        <translation>文本 (*.txt *.text *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Fol&amp;der …</source>
        <translation>文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Choose a folder of texts</source>
        <translation>选择文本文件夹</translation>
    </message>
    <message>
        <source>T&amp;ext</source>
        <translation>文本(&amp;E)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Tokens in a chunk of the text</source>
        <translation>每个文本段的词元数</translation>
    </message>
    <message>
        <source>C&amp;ontext</source>
        <translation>上下文(&amp;O)</translation>
    </message>
    <message>
        <source>all of the text</source>
        <translation>全部文本</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>文本段</translation>
    </message>
    <message>
        <source>How many chunks of the text are run, from its start</source>
        <translation>从开头起运行多少个文本段</translation>
    </message>
    <message>
        <source>C&amp;hunks</source>
        <translation>文本段(&amp;H)</translation>
    </message>
    <message>
        <source>Sums, ranges, counts and histograms of every layer&apos;s input; workspaces refer to it</source>
        <translation>各层输入的平方和、范围、计数和直方图；工作区会引用此文件</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Keep the calibration in</source>
        <translation>校准数据保存到</translation>
    </message>
    <message>
        <source>Calibrations (*.safetensors)</source>
        <translation>校准数据 (*.safetensors)</translation>
    </message>
    <message>
        <source>&amp;Keep in</source>
        <translation>保存到(&amp;K)</translation>
    </message>
    <message>
        <source>Keep in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The model reads the text once; the Jobs panel shows how far it is and cancels it. Then errors in columns with large inputs count more.</source>
        <translation>模型把文本读一遍；“任务”面板显示进度，也可取消。此后，输入较大的列的误差权重更高。</translation>
    </message>
    <message>
        <source>Choose a text.</source>
        <translation>请选择文本。</translation>
    </message>
    <message>
        <source>Choose where to keep what is seen.</source>
        <translation>请选择保存位置。</translation>
    </message>
    <message>
        <source>This file is there already; it will be replaced.</source>
        <translation>此文件已存在，将被替换。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CalibrationNotice</name>
    <message>
        <source>%1 must see what comes into each weight. Collect a calibration once; the workspace keeps it.</source>
        <translation>%1 必须看到进入每个权重的内容。请收集一次校准；工作区会保存它。</translation>
    </message>
    <message>
        <source>The calibration in use cannot serve %1: %2</source>
        <translation>当前校准不能用于 %1：%2</translation>
    </message>
    <message>
        <source>An importance matrix alone is not enough for %1, which runs the model on the text itself. Collect a calibration once; the workspace keeps it.</source>
        <translation>仅有重要性矩阵对 %1 还不够，它要自己在文本上运行模型。请收集一次校准；工作区会保存它。</translation>
    </message>
    <message>
        <source>&amp;Collect calibration …</source>
        <translation>收集校准(&amp;C) …</translation>
    </message>
    <message>
        <source>Runs the model on a text of your choice, as a job that can be cancelled</source>
        <translation>在您选择的文本上运行模型，作为可取消的任务</translation>
    </message>
    <message>
        <source>%1 goes through the whole model, layer after layer, so no figure follows while you change it.</source>
        <translation>%1 逐层遍历整个模型，因此调整时数值不会跟随变化。</translation>
    </message>
    <message>
        <source>&amp;Quantize with it</source>
        <translation>用它量化(&amp;Q)</translation>
    </message>
    <message>
        <source>Adds it to the comparison: a job quantizes every weight and measures it, calibrated on %1</source>
        <translation>把它加入比较：一个任务会量化并测量每个权重，在 %1 上校准</translation>
    </message>
    <message>
        <source>Quantizing the model, layer after layer, calibrated on %1 …</source>
        <translation>正在逐层量化模型，在 %1 上校准 …</translation>
    </message>
    <message>
        <source>Calibrated on %1.</source>
        <translation>在 %1 上校准。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CertificateModel</name>
    <message>
        <source>✓ equal</source>
        <translation>✓ 一致</translation>
    </message>
    <message>
        <source>✗ differs</source>
        <translation>✗ 不一致</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>读回</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
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
        <translation>转到任何地方</translation>
    </message>
    <message>
        <source>A command, tensor, scheme or handbook page</source>
        <translation>命令、张量、方案或手册页面</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompareModel</name>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>regret: %1</source>
        <translation>差距：%1</translation>
    </message>
    <message>
        <source>difference: %1</source>
        <translation>差值：%1</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2</source>
        <translation>高斯下界 %1，最佳标量 %2</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompareView</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Totals of the schemes</source>
        <translation>方案总计</translation>
    </message>
    <message>
        <source>Figures of the tensors</source>
        <translation>张量指标</translation>
    </message>
    <message>
        <source>Above, every scheme over the whole model; below, tensor by tensor. In a row ▲ is the best and ▼ the worst; * marks a fallback.</source>
        <translation>上方为各方案在整个模型上的结果；下方为逐个张量的结果。▲ 为该行最佳，▼ 为最差；* 表示回退。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Regret</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>测得的值</translation>
    </message>
    <message>
        <source>How much worse than the best of the row; sort a column by it to see where this scheme is the wrong choice</source>
        <translation>比该行最佳者差多少；按此排序某列，即可看出该方案在哪里是错误的选择</translation>
    </message>
    <message>
        <source>Against the reference ⚑, which is the pinned scheme or else the first one</source>
        <translation>相对于参照 ⚑：已固定的方案，否则为第一个</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>What the numbers are: figures, regret against the best of the row, or differences from the reference</source>
        <translation>数字的含义：指标、与该行最佳者的差距，或与参照的差值</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>另一文件</translation>
    </message>
    <message>
        <source>Pages of the comparison</source>
        <translation>比较的页面</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CompletionDelegate</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ContinuationDriver</name>
    <message>
        <source>Continue with %1</source>
        <translation>用 %1 续写</translation>
    </message>
    <message>
        <source>Continue with the original</source>
        <translation>用原始模型续写</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ContinuationPage</name>
    <message>
        <source>Continuations</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>How the model goes on from a prompt, and where each scheme&apos;s answer first leaves the original&apos;s. Drawn answers share their luck: with the same seed they part only where predictions do.</source>
        <translation>模型如何从提示续写，以及各方案的回答从何处首次偏离原始模型。随机抽取共享同一运气：种子相同时，仅在预测不同处才会分开。</translation>
    </message>
    <message>
        <source>Most likely token (greedy)</source>
        <translation>最可能的词元（贪心）</translation>
    </message>
    <message>
        <source>Draw by chance</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>Choice of tokens</source>
        <translation>词元的选择</translation>
    </message>
    <message>
        <source>How each token is chosen from the predictions</source>
        <translation>如何从预测中选择每个词元</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>The beginning of a text</source>
        <translation>一段文本的开头</translation>
    </message>
    <message>
        <source>The beginning of a text that the model goes on with</source>
        <translation>模型要续写的文本开头</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>1: as the model predicts; less: more of the likely; more: more of the unlikely</source>
        <translation>1：按模型预测；更低：更偏向可能的；更高：更多不太可能的</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Fixes the chance: the same seed gives the same answers</source>
        <translation>固定随机性：相同的种子给出相同的回答</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>At most so many tokens</source>
        <translation>最多这么多词元</translation>
    </message>
    <message>
        <source>Co&amp;ntinue</source>
        <translation>续写(&amp;N)</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>复制(&amp;O)</translation>
    </message>
    <message>
        <source>Copies all continuations as plain text</source>
        <translation>将所有续写复制为纯文本</translation>
    </message>
    <message>
        <source>Continuation of the original</source>
        <translation>原始模型的续写</translation>
    </message>
    <message>
        <source>Continuations of the schemes</source>
        <translation>各方案的续写</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Press Continue: the original and every scheme shown go on from the prompt.</source>
        <translation>点击“续写”：原始模型与每个显示的方案都会从提示续写。</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageDialog</name>
    <message>
        <source>Coverage of the importance matrix</source>
        <translation>重要性矩阵的覆盖</translation>
    </message>
    <message>
        <source>Coverage of every weight</source>
        <translation>每个权重的覆盖</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No importance matrix is loaded: all columns of a weight count alike.</source>
        <translation>未加载重要性矩阵：权重的所有列同等对待。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;: %2 chunks of text</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;：%2 段文本</translation>
    </message>
    <message>
        <source> from %1</source>
        <translation>，来自 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) of the model are not in it.</source>
        <translation>
            <numerusform>模型有 %n 个权重不在其中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) have columns or experts that saw nothing: a longer or more varied text would help.</source>
        <translation>
            <numerusform>有 %n 个权重含有未见到任何输入的列或专家：更长或更多样的文本会有帮助。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every column and expert of the others saw something.</source>
        <translation>其余权重的每一列和每个专家都见到了输入。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageModel</name>
    <message>
        <source>not in the matrix</source>
        <translation>不在矩阵中</translation>
    </message>
    <message>
        <source>The matrix does not know this weight: all its columns count alike.</source>
        <translation>矩阵不认识此权重：其所有列同等对待。</translation>
    </message>
    <message>
        <source>%1 of %2 columns saw no input but zeros.</source>
        <translation>%2 列中有 %1 列的输入全为零。</translation>
    </message>
    <message>
        <source>Expert %1: %2 tokens, %3 silent columns</source>
        <translation>专家 %1：%2 个词元，%3 个静默列</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation>见过的词元</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>Unseen experts</source>
        <translation>未见专家</translation>
    </message>
    <message>
        <source>Silent columns</source>
        <translation>静默列</translation>
    </message>
    <message>
        <source>In the heaviest 1 %</source>
        <translation>最重 1 % 占比</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>模型的权重</translation>
    </message>
    <message>
        <source>Tokens of calibration text that came in; of experts, the fewest and the most</source>
        <translation>进入的校准文本词元数；对专家为最少和最多</translation>
    </message>
    <message>
        <source>Experts of the tensor</source>
        <translation>张量的专家数</translation>
    </message>
    <message>
        <source>Experts that saw no token: their columns all count alike</source>
        <translation>没有见过词元的专家：其各列同等对待</translation>
    </message>
    <message>
        <source>Columns whose inputs were all zero, of experts that saw tokens: errors there count nothing</source>
        <translation>见过词元的专家中输入全为零的列：那里的误差不计</translation>
    </message>
    <message>
        <source>The part of all squared inputs that the heaviest hundredth of the columns holds</source>
        <translation>最重的百分之一的列占所有输入平方的比例</translation>
    </message>
    <message>
        <source>%1 chunks</source>
        <translation>%1 块</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffDriver</name>
    <message>
        <source>Compare with %1</source>
        <translation>与 %1 比较</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffModel</name>
    <message>
        <source>only in the other file</source>
        <translation>只在另一文件中</translation>
    </message>
    <message>
        <source>not in the other file</source>
        <translation>不在另一文件中</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>equal values, other bytes</source>
        <translation>数值相同，字节不同</translation>
    </message>
    <message>
        <source>equal, byte for byte</source>
        <translation>逐字节相同</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Relative RMSE (%)</source>
        <translation>相对 RMSE (%)</translation>
    </message>
    <message>
        <source>Max. error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>Type here</source>
        <translation>此处类型</translation>
    </message>
    <message>
        <source>Type there</source>
        <translation>另一处类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::DiffPanel</name>
    <message>
        <source>Choose a &amp;file …</source>
        <translation>选择文件(&amp;F) …</translation>
    </message>
    <message>
        <source>Another file of the same model: the one it was made from, or another build</source>
        <translation>同一模型的另一个文件：其来源文件，或另一个版本</translation>
    </message>
    <message>
        <source>Tensors of both files</source>
        <translation>两个文件的张量</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开一个模型（Ctrl+O），或将文件拖到此处。</translation>
    </message>
    <message>
        <source>Compare the open model with another file of it, tensor by tensor: what is equal byte for byte, what differs and by how much, what is missing.</source>
        <translation>将打开的模型与它的另一个文件逐张量比较：哪些逐字节相同，哪些不同以及相差多少，哪些缺失。</translation>
    </message>
    <message>
        <source>Comparing with %1 …</source>
        <translation>正在与 %1 比较 …</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) equal byte for byte</source>
        <translation>
            <numerusform>%n 个张量逐字节相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n equal in value</source>
        <translation>
            <numerusform>%n 个数值相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different</source>
        <translation>
            <numerusform>%n 个不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not comparable</source>
        <translation>
            <numerusform>%n 个无法比较</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not in the other file</source>
        <translation>
            <numerusform>%n 个不在另一文件中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in the other file</source>
        <translation>
            <numerusform>%n 个只在另一文件中</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; beside this file: %2.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; 与本文件对比：%2。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>What differs has a relative RMSE of %1 together.</source>
        <translation>不同的部分合计相对 RMSE 为 %1。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ExportDialog</name>
    <message>
        <source>Export a quantized model</source>
        <translation>导出量化模型</translation>
    </message>
    <message>
        <source>A recipe such as Q4_K_M, or a scheme such as Q4_K/search</source>
        <translation>配方（如 Q4_K_M）或方案（如 Q4_K/search）</translation>
    </message>
    <message>
        <source>Exceptions, one a line: ffn_down=Q6_K</source>
        <translation>例外，每行一条：ffn_down=Q6_K</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>计划(&amp;P)</translation>
    </message>
    <message>
        <source>E&amp;xceptions</source>
        <translation>例外(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Container</source>
        <translation>容器(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>将要写入的内容</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Certificate of every tensor</source>
        <translation>每个张量的证书</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors)</source>
        <translation>模型 (*.gguf *.safetensors)</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; in the file (%2), %3 bits per weight</source>
        <translation>文件大小 &lt;b&gt;%1&lt;/b&gt;（%2），每权重 %3 位</translation>
    </message>
    <message>
        <source>Quantizing, writing and checking %1</source>
        <translation>正在量化、写入并检查 %1</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>Written, read back and equal, bit for bit.</source>
        <translation>已写入并读回，逐位一致。</translation>
    </message>
    <message>
        <source>What was read back differs from what was written. Do not use this file.</source>
        <translation>读回的内容与写入的不一致。请勿使用此文件。</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
    <message>
        <source>The mantissa-cli line that writes the same file</source>
        <translation>写出同一文件的 mantissa-cli 命令行</translation>
    </message>
    <message>
        <source>&amp;Keep codes and scales where grids coincide</source>
        <translation>网格重合处保留编码和缩放(&amp;K)</translation>
    </message>
    <message>
        <source>This model is quantized already. A weight whose values the plan&apos;s scheme can all hold is moved to it without being rounded again.</source>
        <translation>该模型已经量化。如果计划的方案能装下某个权重的全部值，就将其搬移过去而不再舍入。</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>导出到</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingModel</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的内容</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>为何重要</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>整个文件</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingsDriver</name>
    <message>
        <source>Look %1 over</source>
        <translation>检查 %1</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FindingsPanel</name>
    <message>
        <source>Findings in this file</source>
        <translation>此文件中的发现</translation>
    </message>
    <message>
        <source>The chosen finding</source>
        <translation>所选的发现</translation>
    </message>
    <message>
        <source>&amp;Copy list</source>
        <translation>复制列表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save list …</source>
        <translation>保存列表(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>重新检查(&amp;L)</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>没有打开的模型。</translation>
    </message>
    <message>
        <source>Looking the file over …</source>
        <translation>正在检查文件…</translation>
    </message>
    <message>
        <source>Cancelled: the file was not looked over to its end.</source>
        <translation>已取消：文件没有检查完。</translation>
    </message>
    <message>
        <source>%1: nothing stands out.</source>
        <translation>%1：没有异常。</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4.</source>
        <translation>%1：%2，%3，%4。</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 个提示</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a finding to read why it matters.</source>
        <translation>选择一项发现以查看它为何重要。</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Save the list of findings</source>
        <translation>保存发现列表</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::FormatsPanel</name>
    <message>
        <source>The tensor under all formats</source>
        <translation>所有格式下的张量</translation>
    </message>
    <message>
        <source>with &amp;search</source>
        <translation>含 search(&amp;E)</translation>
    </message>
    <message>
        <source>Each format once more with the method that looks for better values</source>
        <translation>每种格式再用搜索更优值的方法测一次</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>加入比较(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Save table …</source>
        <translation>保存表格(&amp;S)…</translation>
    </message>
    <message>
        <source>Size and error</source>
        <translation>大小与误差</translation>
    </message>
    <message>
        <source>%1 of %2 formats tried</source>
        <translation>已试 %1 / %2 种格式</translation>
    </message>
    <message numerus="yes">
        <source>%n format(s) from a sample (≈), exact follows</source>
        <translation>
            <numerusform>%n 种格式来自抽样（≈），精确值随后给出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n format(s), exact</source>
        <translation>
            <numerusform>%n 种格式，精确</numerusform>
        </translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HandbookWindow</name>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>The handbook has no page “%1”.</source>
        <translation>手册中没有页面“%1”。</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Pages with “%1”</source>
        <translation>包含“%1”的页面</translation>
    </message>
    <message>
        <source>None. Try a single word, or the name of a format or figure.</source>
        <translation>没有。请尝试单个词，或某个格式或指标的名称。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HeatStrip</name>
    <message>
        <source>outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>复制数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>另存为(&amp;S) …</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>图片 (*.png *.svg *.pdf);;数据 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HistogramDriver</name>
    <message>
        <source>Histogram of %1</source>
        <translation>%1 的直方图</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HistogramPanel</name>
    <message>
        <source>Loga&amp;rithmic</source>
        <translation>对数(&amp;R)</translation>
    </message>
    <message>
        <source>Count on a logarithmic axis, to see rare values</source>
        <translation>用对数轴计数，以便看到罕见的值</translation>
    </message>
    <message>
        <source>Histograms of the schemes</source>
        <translation>各方案的直方图</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>正在计算 …</translation>
    </message>
    <message>
        <source>kept as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开一个模型（Ctrl+O），或将文件拖到此处。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;: values before (grey) and after, in per cent of the weights; beside each name the relative RMSE. Click one to select its scheme.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;：量化前（灰色）与量化后的数值，以权重的百分比计；名称旁为相对 RMSE。单击即选中该方案。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::HurtDriver</name>
    <message>
        <source>What %1 hurts</source>
        <translation>%1 损伤了什么</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::JobModel</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩余 %1 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 M/s</source>
        <translation>%1 M/s</translation>
    </message>
    <message>
        <source>Millions of weights a second, on average</source>
        <translation>平均每秒百万权重数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>&amp;Cancel job</source>
        <translation>取消任务(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel &amp;all</source>
        <translation>全部取消(&amp;A)</translation>
    </message>
    <message>
        <source>Clear &amp;finished</source>
        <translation>清除已完成(&amp;F)</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>用时 %1 秒</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>复制详情(&amp;D)</translation>
    </message>
    <message>
        <source>What was tried and what was said, for a message to somebody who can help</source>
        <translation>尝试了什么、得到了什么信息，用于发给能提供帮助的人</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::LayersView</name>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>One line a scheme: where in the network it hurts. Click a point to look at that layer&apos;s weights.</source>
        <translation>每个方案一条线：显示网络中哪里受损。点击某点可查看该层的权重。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>The figure that is drawn</source>
        <translation>绘制的指标</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Only weights of this role</source>
        <translation>只显示此角色的权重</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>对数(&amp;L)</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开模型 (Ctrl+O)，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>所有权重</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Every tensor</source>
        <translation>每个张量</translation>
    </message>
    <message>
        <source>Pages of the layers</source>
        <translation>层的页面</translation>
    </message>
    <message>
        <source>Every tensor under every scheme, as colours</source>
        <translation>以颜色表示每个方案下的每个张量</translation>
    </message>
    <message>
        <source>Weights that suffer most</source>
        <translation>受损最大的权重</translation>
    </message>
    <message>
        <source>Here it will say which layers suffer most, and why.</source>
        <translation>这里会说明哪些层受损最大，以及原因。</translation>
    </message>
    <message numerus="yes">
        <source>%n weight(s) stand(s) out from their kind:</source>
        <translation>
            <numerusform>%n 个权重明显偏离同类：</numerusform>
        </translation>
    </message>
    <message>
        <source>No weight stands out from its kind; the worst are:</source>
        <translation>没有权重明显偏离同类；最差的是：</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MainWindow</name>
    <message>
        <source>No model is open.</source>
        <translation>没有打开的模型。</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1，%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>errors against %1</source>
        <translation>误差相对于 %1</translation>
    </message>
    <message>
        <source>errors against this file</source>
        <translation>误差相对于此文件</translation>
    </message>
    <message>
        <source>This model is quantized already. Errors are measured against what it decodes to, not against the weights it was made from.</source>
        <translation>此模型已经量化。误差相对于其解码后的值，而不是最初的权重。</translation>
    </message>
    <message>
        <source>Choose the original …</source>
        <translation>选择原始模型…</translation>
    </message>
    <message>
        <source>Open another …</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Open a model&apos;s folder</source>
        <translation>打开模型文件夹</translation>
    </message>
    <message>
        <source>%1 was written, read back and is equal, bit for bit.</source>
        <translation>%1 已写入并读回，逐位一致。</translation>
    </message>
    <message>
        <source>%1 does not read back as it was written. Do not use it.</source>
        <translation>%1 读回的内容与写入的不一致。请勿使用。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开它</translation>
    </message>
    <message>
        <source>The report was written to %1.</source>
        <translation>报告已写入 %1。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Choose the original</source>
        <translation>选择原始模型</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors *.json);;All files (*)</source>
        <translation>模型 (*.gguf *.safetensors *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder …</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Choose &amp;original …</source>
        <translation>选择原始模型(&amp;G)…</translation>
    </message>
    <message>
        <source>Measure against &amp;this file</source>
        <translation>以此文件为基准(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Report …</source>
        <translation>报告(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>加入比较(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove from comparison</source>
        <translation>移出比较(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel all jobs</source>
        <translation>取消所有任务(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Filter tensors</source>
        <translation>筛选张量(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>手册(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Mantissa</source>
        <translation>关于 Mantissa(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tensor</source>
        <translation>张量(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>各层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Trade-&amp;off</source>
        <translation>权衡(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Scheme</source>
        <translation>方案(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>重新测量(&amp;M)</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors *.json *.npy *.npz *.mantissa);;All files (*)</source>
        <translation>模型 (*.gguf *.safetensors *.json *.npy *.npz *.mantissa);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Save workspace</source>
        <translation>保存工作区(&amp;S)</translation>
    </message>
    <message>
        <source>Save workspace &amp;as …</source>
        <translation>工作区另存为(&amp;A) …</translation>
    </message>
    <message>
        <source>Se&amp;ttings …</source>
        <translation>设置(&amp;T) …</translation>
    </message>
    <message>
        <source>&amp;Go to anything …</source>
        <translation>转到任何地方(&amp;G) …</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Workspaces (*.mantissa)</source>
        <translation>工作区 (*.mantissa)</translation>
    </message>
    <message>
        <source>Mantissa did not end in good order last time. What was open then is open again.</source>
        <translation>Mantissa 上次未正常结束。当时打开的内容已重新打开。</translation>
    </message>
    <message>
        <source>Save the workspace</source>
        <translation>保存工作区</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Recip&amp;e</source>
        <translation>配方(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>columns weighed by %1</source>
        <translation>列按 %1 加权</translation>
    </message>
    <message>
        <source>Choose an importance matrix</source>
        <translation>选择重要性矩阵</translation>
    </message>
    <message>
        <source>Load &amp;importance matrix …</source>
        <translation>加载重要性矩阵(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Forget the importance matrix</source>
        <translation>移除重要性矩阵(&amp;F)</translation>
    </message>
    <message>
        <source>Co&amp;verage of the importance matrix</source>
        <translation>重要性矩阵的覆盖(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Accuracy</source>
        <translation>准确率(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Evaluate the model</source>
        <translation>评估模型(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Pin as reference</source>
        <translation>固定为参照(&amp;P)</translation>
    </message>
    <message>
        <source>Show &amp;only this</source>
        <translation>只显示此项(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Re&amp;name …</source>
        <translation>重命名(&amp;N) …</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Compare with another file …</source>
        <translation>与另一文件比较(&amp;C) …</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>窗口导览(&amp;T)</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Rename the scheme</source>
        <translation>重命名方案</translation>
    </message>
    <message>
        <source>What %1 is called in all views; empty: by its own name again</source>
        <translation>%1 在所有视图中的名称；留空则恢复原名</translation>
    </message>
    <message>
        <source>Choose a file to compare with</source>
        <translation>选择要比较的文件</translation>
    </message>
    <message>
        <source>Welcome to Mantissa</source>
        <translation>欢迎使用 Mantissa</translation>
    </message>
    <message>
        <source>See what quantization would do to every weight of a model: what it costs, what it breaks, and where. Nothing leaves this computer. This takes a minute; Esc skips it, and it is in the Help menu.</source>
        <translation>看看量化会对模型的每个权重做什么：代价是什么，损坏了什么，在哪里。任何数据都不会离开这台计算机。导览约需一分钟；按 Esc 可跳过，也可从“帮助”菜单再次打开。</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>All tensors of the file that is open. At first that is a small demo; open your own with Ctrl+O or drop it here. The tensor chosen here is chosen everywhere.</source>
        <translation>打开的文件中的所有张量。起初是一个小型演示；用 Ctrl+O 打开您自己的文件，或将其拖到这里。在这里选中的张量在各处都被选中。</translation>
    </message>
    <message>
        <source>The schemes</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>What is compared: formats such as Q4_K and whole recipes such as Q4_K_M, each with its colour and mark. Shape one below and add it with Ctrl+Return.</source>
        <translation>参与比较的内容：Q4_K 之类的格式和 Q4_K_M 之类的完整配方，各有其颜色和标记。在下方调整一个，并用 Ctrl+回车加入。</translation>
    </message>
    <message>
        <source>One tensor</source>
        <translation>单个张量</translation>
    </message>
    <message>
        <source>Its weights before and after, its codes and scales, a map of every weight, the bytes of a block. Drag a slider on the right: the answer follows.</source>
        <translation>其权重的前后对比、编码与缩放因子、每个权重的图、块的字节。拖动右侧的滑块：答案随之而变。</translation>
    </message>
    <message>
        <source>Layers: where it hurts</source>
        <translation>各层：哪里受损</translation>
    </message>
    <message>
        <source>Which layers the selected scheme hurts most, and why, in words below the chart. Click a line to look at that weight.</source>
        <translation>所选方案对哪些层损伤最大以及原因，以文字写在图的下方。单击一行即可查看该权重。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Every tensor under every scheme. Right-click a head to pin, rename or move a scheme; look at histograms side by side, or at another file of the same model.</source>
        <translation>每个方案下的每个张量。右击列头可固定、重命名或移动方案；也可并排查看直方图，或查看同一模型的另一文件。</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Give more bits to what needs them: rules from top to bottom, with the exact size as you type.</source>
        <translation>把更多的位给需要的部分：规则自上而下，键入时即显示精确大小。</translation>
    </message>
    <message>
        <source>Take it along</source>
        <translation>带走成果</translation>
    </message>
    <message>
        <source>Export writes the quantized file, reads it back and certifies it. Report makes pages to send. Everything has a command line to copy. Ctrl+K finds anything, F1 opens the handbook.</source>
        <translation>“导出”写出量化文件、读回并出具证书。“报告”生成可发送的页面。一切都有可复制的命令行。Ctrl+K 可找到任何内容，F1 打开手册。</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) in this file.</source>
        <translation>
            <numerusform>此文件中有 %n 项发现。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>perplexity %1</source>
        <translation>困惑度 %1</translation>
    </message>
    <message>
        <source>Collect cali&amp;bration from text …</source>
        <translation>从文本收集校准数据(&amp;B)…</translation>
    </message>
    <message>
        <source>Importance matrices (*.gguf *.imatrix *.dat *.safetensors);;All files (*)</source>
        <translation>重要性矩阵 (*.gguf *.imatrix *.dat *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The calibration is collected and in use; %1 keeps it.</source>
        <translation>校准数据已收集并投入使用；保存在 %1 中。</translation>
    </message>
    <message>
        <source>Show its coverage</source>
        <translation>显示其覆盖情况</translation>
    </message>
    <message>
        <source>Choose again …</source>
        <translation>重新选择…</translation>
    </message>
    <message>
        <source>The importance matrix %1 has changed since the workspace was saved: figures may differ.</source>
        <translation>重要性矩阵 %1 在工作区保存之后有改动：数值可能不同。</translation>
    </message>
    <message>
        <source>The workspace&apos;s importance matrix is not in use. %1</source>
        <translation>工作区的重要性矩阵未在使用。%1</translation>
    </message>
    <message>
        <source>Choose another …</source>
        <translation>选择其他…</translation>
    </message>
    <message>
        <source>The calibration weighs columns, but methods such as gptq cannot use it: %1</source>
        <translation>该校准可为列加权，但 gptq 等方法无法使用它：%1</translation>
    </message>
    <message>
        <source>Collect again …</source>
        <translation>重新收集 …</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>Open the closed &amp;window again</source>
        <translation>重新打开已关闭的窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Go to the &amp;next window</source>
        <translation>转到下一个窗口(&amp;N)</translation>
    </message>
    <message>
        <source>C&amp;lose the window</source>
        <translation>关闭窗口(&amp;L)</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MapPanel</name>
    <message>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大者</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>A &amp;pixel is the</source>
        <translation>每个像素取(&amp;P)</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>热图显示的内容</translation>
    </message>
    <message>
        <source>What stands for the weights of a pixel</source>
        <translation>用什么代表一个像素的权重</translation>
    </message>
    <message>
        <source>Largest: the weight of largest magnitude, with its sign. Mean: all of them added and divided.</source>
        <translation>最大者：绝对值最大的权重，带符号。平均值：全部相加后取平均。</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Show the whole tensor (Home)</source>
        <translation>显示整个张量 (Home)</translation>
    </message>
    <message>
        <source>Forget what is marked (Esc)</source>
        <translation>取消标记 (Esc)</translation>
    </message>
    <message>
        <source>Heat map of the weights</source>
        <translation>权重热图</translation>
    </message>
    <message>
        <source>Arrows pan, + and − zoom, Home shows all, Enter inspects the block in the middle.</source>
        <translation>方向键平移，+ 和 − 缩放，Home 显示全部，Enter 查看中央的块。</translation>
    </message>
    <message>
        <source>Colours of the heat map</source>
        <translation>热图的颜色</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The strongest colours stand for %1 times the root mean square and all beyond.</source>
        <translation>最深的颜色表示均方根的 %1 倍及以上。</translation>
    </message>
    <message>
        <source>Every weight by itself.</source>
        <translation>逐个显示权重。</translation>
    </message>
    <message>
        <source>A pixel stands for %1 × %2 weights.</source>
        <translation>一个像素代表 %1 × %2 个权重。</translation>
    </message>
    <message>
        <source>%1 of its rows are looked at.</source>
        <translation>只查看其中的 %1 行。</translation>
    </message>
    <message>
        <source>In full colour: weights from %1 to %2.</source>
        <translation>全色显示：%1 至 %2 的权重。</translation>
    </message>
    <message>
        <source>Marked: %1 × %2 weights from row %3, column %4.</source>
        <translation>已标记：从第 %3 行第 %4 列起的 %1 × %2 个权重。</translation>
    </message>
    <message>
        <source>Shift and drag marks a region, here or in the histogram.</source>
        <translation>按住 Shift 拖动，可在此处或直方图中标记区域。</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>original %1 · decoded %2 · error %3</source>
        <translation>原始 %1 · 解码后 %2 · 误差 %3</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MetadataModel</name>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MetadataPanel</name>
    <message>
        <source>Search keys and values</source>
        <translation>搜索键和值</translation>
    </message>
    <message>
        <source>Search metadata</source>
        <translation>搜索元数据</translation>
    </message>
    <message>
        <source>Metadata of the model</source>
        <translation>模型元数据</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodModel</name>
    <message numerus="yes">
        <source>%n weight(s) do not fit the format and got another one.</source>
        <translation>
            <numerusform>%n 个权重不适合该格式，改用了另一种。</numerusform>
        </translation>
    </message>
    <message>
        <source>and %1 notes more</source>
        <translation>另有 %1 条说明</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>Weights (%)</source>
        <translation>权重（%）</translation>
    </message>
    <message>
        <source>Outputs (%)</source>
        <translation>输出（%）</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>Same top (%)</source>
        <translation>首选相同（%）</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>用时（秒）</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>What can be represented; formats of about the same size stand together</source>
        <translation>能表示什么；大小相近的格式排在一起</translation>
    </message>
    <message>
        <source>How the values were chosen; its marker is the one in the picture</source>
        <translation>数值如何选取；其标记即图中的标记</translation>
    </message>
    <message>
        <source>Bits a weight that was quantized, scales included</source>
        <translation>每个被量化权重的位数，含缩放</translation>
    </message>
    <message>
        <source>Relative error of the weights of all linear layers</source>
        <translation>所有线性层权重的相对误差</translation>
    </message>
    <message>
        <source>Relative error of what comes out of the linear layers, each on the inputs that it has in the original</source>
        <translation>线性层输出的相对误差，每层使用其在原模型中的输入</translation>
    </message>
    <message>
        <source>Of the whole model on the text; bold is the best of its format</source>
        <translation>整个模型在该文本上的值；粗体为该格式中最好的</translation>
    </message>
    <message>
        <source>How far the predictions moved from the original&apos;s, in nats</source>
        <translation>预测与原模型偏离多少，单位 nat</translation>
    </message>
    <message>
        <source>Share of the places where the most likely token stayed the same</source>
        <translation>最可能词元保持不变的位置所占比例</translation>
    </message>
    <message>
        <source>Seconds to quantize the model, calibrated layers run included</source>
        <translation>量化模型的秒数，含运行校准层</translation>
    </message>
    <message>
        <source>The most that the program held while it quantized, beyond what it held before</source>
        <translation>程序量化时占用的最大内存，不含此前已占用的</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodsDriver</name>
    <message>
        <source>Compare methods</source>
        <translation>比较方法</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MethodsPage</name>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Every method with every format of one size, calibrated on one text and judged on this one: what do weights, outputs and predictions lose, and what does it cost? Bold is the best of its format.</source>
        <translation>同一大小的每种格式配每种方法，在一段文本上校准，在此文本上评判：权重、输出和预测各损失多少，代价如何？粗体为该格式中最好的。</translation>
    </message>
    <message numerus="yes">
        <source>%n bit(s)</source>
        <translation>
            <numerusform>%n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 bits</source>
        <translation>%1 和 %2 位</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Formats of so many bits a weight, and up to three quarters of a bit for scales</source>
        <translation>每权重这么多位、另加至多四分之三位缩放的格式</translation>
    </message>
    <message>
        <source>Whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>Selected tensor</source>
        <translation>所选张量</translation>
    </message>
    <message>
        <source>What the figures are of</source>
        <translation>数值的对象</translation>
    </message>
    <message>
        <source>Figure of the picture</source>
        <translation>图中的指标</translation>
    </message>
    <message>
        <source>&amp;Collect calibration …</source>
        <translation>收集校准(&amp;C) …</translation>
    </message>
    <message>
        <source>gptq, awq and their like must see the model run on a text; until then they are left out</source>
        <translation>gptq、awq 等方法必须看到模型在文本上运行；在此之前不参与</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>加入比较(&amp;A)</translation>
    </message>
    <message>
        <source>Takes the selected scheme to the schemes on the right</source>
        <translation>把所选方案加入右侧的方案</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>比较的进度</translation>
    </message>
    <message>
        <source>Figures of each method</source>
        <translation>每种方法的数值</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在读取文本…</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>请在上方选择文本。</translation>
    </message>
    <message>
        <source>The first method is being measured …</source>
        <translation>正在测量第一种方法 …</translation>
    </message>
    <message>
        <source>No linear layer multiplies with the selected tensor, or this figure is of the whole model alone.</source>
        <translation>没有线性层使用所选张量，或该指标仅适用于整个模型。</translation>
    </message>
    <message>
        <source>Press Measure: the model is quantized with every method and format of this size, one after another, and predicts the text each time. It takes minutes; rows come as they are done.</source>
        <translation>按“测量”：依次用该大小的每种方法和格式量化模型，每次都预测该文本。需要数分钟；完成一行即显示一行。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Waiting for other jobs …</source>
        <translation>正在等待其他任务 …</translation>
    </message>
    <message>
        <source>Stopped after %1.</source>
        <translation>在 %1 后停止。</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Stops after the method under way; what is done stays</source>
        <translation>停止；已完成的会保留</translation>
    </message>
    <message>
        <source>Quantizes the model with every method and format of this size</source>
        <translation>用该大小的每种方法和格式量化模型</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ModelPanel</name>
    <message>
        <source>Filter tensors</source>
        <translation>筛选张量</translation>
    </message>
    <message>
        <source>.*</source>
        <translation>.*</translation>
    </message>
    <message>
        <source>The filter is a regular expression</source>
        <translation>筛选条件为正则表达式</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>Group tensors by</source>
        <translation>张量分组方式</translation>
    </message>
    <message>
        <source>Nothing (table)</source>
        <translation>不分组（表格）</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Tensors of the model</source>
        <translation>模型的张量</translation>
    </message>
    <message>
        <source>This is not a complete regular expression yet.</source>
        <translation>这还不是完整的正则表达式。</translation>
    </message>
    <message>
        <source>No model is open. Open a file, or drop one here.</source>
        <translation>没有打开的模型。打开文件，或将文件拖放到此处。</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n 个张量</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 个权重</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorDriver</name>
    <message>
        <source>Measure layer outputs of %1</source>
        <translation>测量 %1 的层输出</translation>
    </message>
    <message>
        <source>%1 must see what comes into each weight before it can round it: collect a calibration on the right.</source>
        <translation>%1 必须先看到进入每个权重的内容才能舍入：请在右侧收集校准。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorModel</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Output ÷ weight</source>
        <translation>输出 ÷ 权重</translation>
    </message>
    <message>
        <source>The linear layer, in the order in which the network runs; its marker in the picture says its role</source>
        <translation>线性层，按网络运行的顺序；图中的标记表示其角色</translation>
    </message>
    <message>
        <source>The tensor it multiplies by</source>
        <translation>它所乘的张量</translation>
    </message>
    <message>
        <source>Root of (sum of squared errors / sum of squared weights): every column counts alike</source>
        <translation>（误差平方和 / 权重平方和）的平方根：各列同等计入</translation>
    </message>
    <message>
        <source>Root of (sum of squared differences of the outputs / sum of squared outputs), over all tokens of the text, on the inputs that the layer has in the original; biases left out</source>
        <translation>（输出之差的平方和 / 输出的平方和）的平方根，计入文本的所有词元，使用该层在原始模型中的输入；不含偏置</translation>
    </message>
    <message>
        <source>The output error in decibels: −20 log10; 6 dB more halve the error</source>
        <translation>以分贝表示的输出误差：−20 log10；每多 6 dB 误差减半</translation>
    </message>
    <message>
        <source>Output error by weight error. A small weight error and a large output error: the columns that matter were hit.</source>
        <translation>输出误差除以权重误差。权重误差小而输出误差大：受损的是重要的列。</translation>
    </message>
    <message>
        <source>Weights (%)</source>
        <translation>权重（%）</translation>
    </message>
    <message>
        <source>Outputs (%)</source>
        <translation>输出（%）</translation>
    </message>
    <message>
        <source>SQNR (dB)</source>
        <translation>SQNR（dB）</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::OutputErrorPanel</name>
    <message>
        <source>Layer outputs</source>
        <translation>层输出</translation>
    </message>
    <message>
        <source>Every linear layer gets the inputs that it has in the original: how far does the selected scheme move its outputs, beside the error of its weight? Above the diagonal, the columns that matter were hit.</source>
        <translation>每个线性层都得到它在原始模型中的输入：所选方案使其输出偏移多少，与其权重的误差并列。位于对角线之上，说明重要的列受损。</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the table as it is shown, for a spreadsheet</source>
        <translation>按显示内容复制表格，供电子表格使用</translation>
    </message>
    <message>
        <source>&amp;Save as CSV …</source>
        <translation>另存为 CSV …(&amp;S)</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>测量进度</translation>
    </message>
    <message>
        <source>Errors of each layer&apos;s weight and outputs</source>
        <translation>各层权重与输出的误差</translation>
    </message>
    <message>
        <source>Weight error and output error</source>
        <translation>权重误差与输出误差</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在读取文本…</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>请在上方选择文本。</translation>
    </message>
    <message>
        <source>Choose one of the schemes on the right: its layers are looked at here.</source>
        <translation>请在右侧选择一个方案：此处查看它的各层。</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>%1 changes no weight of a linear layer.</source>
        <translation>%1 未改变任何线性层的权重。</translation>
    </message>
    <message>
        <source>Press Measure: the model reads the text once, and each layer computes its outputs with its own weight and with that of %1.</source>
        <translation>按下“测量”：模型读一遍文本，每一层分别用自身的权重和 %1 的权重计算输出。</translation>
    </message>
    <message>
        <source>Quantizing with %1 …</source>
        <translation>正在用 %1 量化…</translation>
    </message>
    <message>
        <source>Measuring %1 …</source>
        <translation>正在测量 %1…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n layer(s)</source>
        <translation>
            <numerusform>%1：%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Stops the measurement</source>
        <translation>停止测量</translation>
    </message>
    <message>
        <source>Runs the text through the model and compares the outputs of every layer under the selected scheme</source>
        <translation>让文本通过模型，并比较每一层在所选方案下的输出</translation>
    </message>
    <message>
        <source>Save the layer outputs</source>
        <translation>保存层输出</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>数据 (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PdfReporter</name>
    <message>
        <source>Report %1</source>
        <translation>报告 %1</translation>
    </message>
    <message>
        <source>What %1 hurts most</source>
        <translation>%1 损伤最大之处</translation>
    </message>
    <message>
        <source>Size and error</source>
        <translation>大小与误差</translation>
    </message>
    <message>
        <source>Error layer by layer</source>
        <translation>逐层误差</translation>
    </message>
    <message>
        <source>%1 under %2: values before and after</source>
        <translation>%2 下的 %1：量化前后的数值</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>Methods on equal terms: KL divergence</source>
        <translation>同等条件下的方法：KL 散度</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PlotWidget</name>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>复制数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>Save plot</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>图片 (*.png *.svg *.pdf);;数据 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Scale of &amp;pictures</source>
        <translation>图片比例(&amp;P)</translation>
    </message>
    <message>
        <source>%1 × the screen&apos;s</source>
        <translation>屏幕的 %1 倍</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::PreflightModel</name>
    <message>
        <source>Tensor in the file</source>
        <translation>文件中的张量</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原类型</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新类型</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <comment>a scheme, decoded to a type of number</comment>
        <translation>%1，存为 %2</translation>
    </message>
    <message numerus="yes">
        <source>Calibrated: %n weight(s), from %1 tokens</source>
        <translation>
            <numerusform>已校准：%n 个权重，使用 %1 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>, with at most %1 of memory at once</source>
        <translation>，一次最多占用 %1 内存</translation>
    </message>
    <message numerus="yes">
        <source>; %n of them have more columns than tokens reach them</source>
        <translation>
            <numerusform>；其中 %n 个的列数多于到达它们的词元数</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeDocument</name>
    <message>
        <source>change of the base</source>
        <translation>更改基础</translation>
    </message>
    <message>
        <source>“pure”</source>
        <translation>“纯”</translation>
    </message>
    <message>
        <source>change of a rule</source>
        <translation>更改规则</translation>
    </message>
    <message>
        <source>new rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>removal of a rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>move of a rule</source>
        <translation>移动规则</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeView</name>
    <message>
        <source>Open a model (Ctrl+O) to see what a recipe does to it.</source>
        <translation>打开模型 (Ctrl+O) 以查看配方的作用。</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>预检</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) fall back to another type; sort by “Note” to see why.</source>
        <translation>
            <numerusform>%n 个张量改用其他类型；按“备注”排序可查看原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>recipe “%1”</source>
        <translation>配方“%1”</translation>
    </message>
    <message>
        <source>Read a recipe</source>
        <translation>读取配方</translation>
    </message>
    <message>
        <source>Recipes (*.recipe *.txt);;All files (*)</source>
        <translation>配方 (*.recipe *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>reading of a recipe</source>
        <translation>读取配方</translation>
    </message>
    <message>
        <source>Write the recipe</source>
        <translation>写出配方</translation>
    </message>
    <message>
        <source>Recipes (*.recipe *.txt)</source>
        <translation>配方 (*.recipe *.txt)</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Which scheme each tensor gets: the base, unless a rule says otherwise; the first rule that fits wins. The plan below follows while you type.</source>
        <translation>每个张量使用的方案：除非规则另有规定，否则用基础方案；以第一条匹配的规则为准。下方的计划随输入更新。</translation>
    </message>
    <message>
        <source>&amp;Base</source>
        <translation>基础(&amp;B)</translation>
    </message>
    <message>
        <source>Base of the recipe</source>
        <translation>配方的基础</translation>
    </message>
    <message>
        <source>A mixture of llama.cpp such as Q4_K_M, or one scheme for all such as Q4_K/search</source>
        <translation>llama.cpp 的混合方案（如 Q4_K_M），或用于一切的方案（如 Q4_K/search）</translation>
    </message>
    <message>
        <source>&amp;pure</source>
        <translation>纯(&amp;P)</translation>
    </message>
    <message>
        <source>No mixture: every weight gets the base&apos;s own type</source>
        <translation>不混合：每个权重都用基础的类型</translation>
    </message>
    <message>
        <source>Rules of the recipe</source>
        <translation>配方的规则</translation>
    </message>
    <message>
        <source>What each tensor becomes</source>
        <translation>每个张量的结果</translation>
    </message>
    <message>
        <source>&amp;Add rule</source>
        <translation>添加规则(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Rea&amp;d …</source>
        <translation>读取(&amp;D) …</translation>
    </message>
    <message>
        <source>&amp;Write …</source>
        <translation>写出(&amp;W) …</translation>
    </message>
    <message>
        <source>Compare &amp;recipe</source>
        <translation>比较配方(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>导出(&amp;X) …</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; of tensors, %2 bits per weight</source>
        <translation>张量共 &lt;b&gt;%1&lt;/b&gt;，%2 位/权重</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; as GGUF (%2), %3 bits per weight</source>
        <translation>GGUF 为 &lt;b&gt;%1&lt;/b&gt;（%2），%3 位/权重</translation>
    </message>
    <message>
        <source>No rules yet: every tensor gets what the base says. Add one for an exception, such as ffn_down and Q6_K; a pattern may be a part of the name or a regular expression.</source>
        <translation>尚无规则：每个张量都用基础所定的方案。例外之处可添加规则，例如 ffn_down 和 Q6_K；模式可以是名称的一部分，也可以是正则表达式。</translation>
    </message>
    <message>
        <source>with the importance matrix %1</source>
        <translation>使用重要性矩阵 %1</translation>
    </message>
    <message>
        <source>Some of these methods must see the model at work: %1.</source>
        <translation>其中一些方法必须看到模型的运行：%1。</translation>
    </message>
    <message>
        <source>collect a calibration</source>
        <translation>收集校准数据</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ReportDialog</name>
    <message>
        <source>&amp;Write report</source>
        <translation>写入报告(&amp;W)</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>Kind of report</source>
        <translation>报告类型</translation>
    </message>
    <message>
        <source>HTML: one page with charts, for people</source>
        <translation>HTML：带图表的单页，供人阅读</translation>
    </message>
    <message>
        <source>JSON: all figures, for programs</source>
        <translation>JSON：全部数据，供程序使用</translation>
    </message>
    <message>
        <source>CSV: one line a tensor and scheme</source>
        <translation>CSV：每个张量和方案一行</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message numerus="yes">
        <source>%n scheme(s) with exact figures go into the report.</source>
        <translation>
            <numerusform>报告将包含 %n 个有精确数据的方案。</numerusform>
        </translation>
    </message>
    <message>
        <source>Write report to</source>
        <translation>报告写入到</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Report %1</source>
        <translation>报告 %1</translation>
    </message>
    <message>
        <source>PDF: pages to send or print</source>
        <translation>PDF：可发送或打印的页面</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
    <message>
        <source>The mantissa-cli line that makes the same report</source>
        <translation>生成同一报告的 mantissa-cli 命令行</translation>
    </message>
    <message>
        <source>Reports (*.html *.pdf *.json *.csv)</source>
        <translation>报告 (*.html *.pdf *.json *.csv)</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message numerus="yes">
        <source>The %n method(s) compared on equal terms, too.</source>
        <translation>
            <numerusform>还有 %n 种在同等条件下比较的方法。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RuleModel</name>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L2 之中 %L1</translation>
    </message>
    <message>
        <source>No weight of this model has such a name.</source>
        <translation>此模型没有这样命名的权重。</translation>
    </message>
    <message numerus="yes">
        <source>Decides %n tensor(s).</source>
        <translation>
            <numerusform>决定 %n 个张量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n tensor(s); rules above have taken %L1 of them.</source>
        <translation>
            <numerusform>匹配 %n 个张量；其中 %L1 个已由上面的规则决定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tensors whose name holds</source>
        <translation>名称含有以下内容的张量</translation>
    </message>
    <message>
        <source>get the scheme</source>
        <translation>使用方案</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemeEditor</name>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Met&amp;hod</source>
        <translation>方法(&amp;H)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>&amp;Bits</source>
        <translation>位数(&amp;B)</translation>
    </message>
    <message>
        <source>Bits of a code</source>
        <translation>编码的位数</translation>
    </message>
    <message>
        <source>The same grid with fewer or more bits</source>
        <translation>同一网格，更少或更多的位</translation>
    </message>
    <message>
        <source>Needs a calibration: the model is run on a text first</source>
        <translation>需要校准：先在文本上运行模型</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemeModel</name>
    <message>
        <source>measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>needs calibration</source>
        <translation>需要校准</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SchemePanel</name>
    <message>
        <source>A draft: only the Tensor view shows it until you add it.</source>
        <translation>草稿：加入比较之前只在张量视图中显示。</translation>
    </message>
    <message>
        <source>%1 is a recipe. Below is what it gives to the selected tensor.</source>
        <translation>%1 是配方。以下是它为所选张量给出的方案。</translation>
    </message>
    <message>
        <source>Change anything below to try it on the selected tensor.</source>
        <translation>更改以下任意项，即可在所选张量上试用。</translation>
    </message>
    <message>
        <source>of the selected tensor, %1</source>
        <translation>所选张量，%1</translation>
    </message>
    <message>
        <source>Schemes compared</source>
        <translation>参与比较的方案</translation>
    </message>
    <message>
        <source>&amp;Add to comparison</source>
        <translation>加入比较(&amp;A)</translation>
    </message>
    <message>
        <source>Measure this scheme on every weight and show it in all views (Ctrl+Return)</source>
        <translation>在所有权重上测量此方案，并在所有视图中显示 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Take the selected scheme out of the comparison</source>
        <translation>将所选方案移出比较</translation>
    </message>
    <message>
        <source>bits/weight</source>
        <translation>位/权重</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>rel. RMSE</source>
        <translation>相对 RMSE</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>重新测量(&amp;M)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityDriver</name>
    <message>
        <source>Measure sensitivity</source>
        <translation>测量敏感度</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPanel</name>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>One tensor at a time is quantized and everything else left as it is: how far do the predictions move? Bits are well spent where the colour is strong.</source>
        <translation>每次只量化一个张量，其余保持不变：预测会移动多远？颜色越强的地方，位数花得越值。</translation>
    </message>
    <message>
        <source>By tensor</source>
        <translation>按张量</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>按层</translation>
    </message>
    <message>
        <source>By role</source>
        <translation>按角色</translation>
    </message>
    <message>
        <source>What is quantized together</source>
        <translation>一起量化的内容</translation>
    </message>
    <message>
        <source>What is quantized together while everything else stays</source>
        <translation>其余保持不变时一起量化的内容</translation>
    </message>
    <message>
        <source>In the network&apos;s order</source>
        <translation>按网络顺序</translation>
    </message>
    <message>
        <source>Most sensitive first</source>
        <translation>最敏感的在前</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>行的顺序</translation>
    </message>
    <message>
        <source>Copy &amp;picture</source>
        <translation>复制图片(&amp;P)</translation>
    </message>
    <message>
        <source>Sa&amp;ve as …</source>
        <translation>另存为(&amp;V)…</translation>
    </message>
    <message>
        <source>As a picture (PNG, SVG, PDF), or all figures as CSV</source>
        <translation>存为图片（PNG、SVG、PDF），或把全部数字存为 CSV</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>测量进度</translation>
    </message>
    <message>
        <source>Heat map of the sensitivity</source>
        <translation>敏感度热图</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在读取文本…</translation>
    </message>
    <message>
        <source>Choose a text above.</source>
        <translation>请在上方选择文本。</translation>
    </message>
    <message>
        <source>Add a scheme on the right: it is tried on one tensor after the other.</source>
        <translation>请在右侧添加方案：它会在各个张量上逐一试用。</translation>
    </message>
    <message>
        <source>Press Measure: each scheme is tried on one tensor after the other, and the model predicts the text each time.</source>
        <translation>请按“测量”：每个方案会在各个张量上逐一试用，模型每次都预测文本。</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>大约还需 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. What is done is kept: Measure goes on from there.</source>
        <translation>已停止。已完成的会保留：“测量”会从那里继续。</translation>
    </message>
    <message>
        <source>The schemes have changed since: measure again to see them.</source>
        <translation>方案此后有变动：请重新测量以查看。</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Stops; what is done is kept</source>
        <translation>停止；已完成的会保留</translation>
    </message>
    <message>
        <source>Tries every scheme on one tensor after the other</source>
        <translation>在各个张量上逐一试用每个方案</translation>
    </message>
    <message>
        <source>Save the sensitivity</source>
        <translation>保存敏感度</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf);;Data (*.csv)</source>
        <translation>图片 (*.png *.svg *.pdf);;数据 (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPictures</name>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>KL divergence: %1</source>
        <translation>KL 散度：%1</translation>
    </message>
    <message>
        <source>Perplexity: %1</source>
        <translation>困惑度：%1</translation>
    </message>
    <message>
        <source>Same most likely token: %1</source>
        <translation>最可能词元相同：%1</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1，原为 %2</translation>
    </message>
    <message>
        <source>KL divergence in nats, logarithmic</source>
        <translation>KL 散度（奈特），对数刻度</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>所有核心</translation>
    </message>
    <message>
        <source>How many threads computing may use, from the next start on.</source>
        <translation>计算可使用的线程数，下次启动时生效。</translation>
    </message>
    <message>
        <source>&amp;Threads (from the next start)</source>
        <translation>线程（下次启动生效）(&amp;T)</translation>
    </message>
    <message>
        <source>Memory of an export</source>
        <translation>导出所用内存</translation>
    </message>
    <message>
        <source>An export keeps within this working set, however large the model is.</source>
        <translation>无论模型多大，导出都不超出这一工作内存。</translation>
    </message>
    <message>
        <source>&amp;Memory of an export</source>
        <translation>导出所用内存(&amp;M)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::StudyDriver</name>
    <message>
        <source>Study %1</source>
        <translation>分析 %1</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SurveyDriver</name>
    <message>
        <source>Survey %1</source>
        <translation>以所有格式测量 %1</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SurveyModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 alone needs an importance matrix.</source>
        <translation>单独的 %1 需要重要性矩阵。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>下界</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Checked formats are in the comparison</source>
        <translation>勾选的格式在比较之中</translation>
    </message>
    <message>
        <source>Bits that one weight takes, scales included</source>
        <translation>每个权重所占的位数，含缩放系数</translation>
    </message>
    <message>
        <source>Relative RMSE: root of (sum of squared errors / sum of squared weights)</source>
        <translation>相对 RMSE：（误差平方和 / 权重平方和）的平方根</translation>
    </message>
    <message>
        <source>The relative RMSE that no code of this size can beat if weights are draws from one Gaussian: 2 to the power of −bits</source>
        <translation>若权重取自同一高斯分布，任何同样大小的编码都无法低于的相对 RMSE：2 的负位数次方</translation>
    </message>
    <message>
        <source>To encode, decode and compare this tensor once, on this computer, while other work goes on</source>
        <translation>在本机上对此张量编码、解码并比较一次所用的时间（同时还有其他任务在运行）</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Bits a weight that a code at the bound would save at the same error: how much is left to gain. Exact where the weights were numbers of this format before, all or nearly all</source>
        <translation>在相同误差下，处于下界的编码每个权重可省的位数：还有多少可改进。若权重（全部或几乎全部）原本就是此格式的数，则为精确</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TableMenu</name>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;Picture (*.png)</source>
        <translation>逗号分隔值 (*.csv);;图片 (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copy table as &amp;picture</source>
        <translation>将表格复制为图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save table …</source>
        <translation>保存表格(&amp;S) …</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TensorModel</name>
    <message>
        <source>Outside the layers</source>
        <translation>层外</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Bits that the file spends on one weight, scales included</source>
        <translation>文件中每个权重所用的位数，含缩放系数</translation>
    </message>
    <message>
        <source>Relative RMSE under the selected scheme: root of (sum of squared errors / sum of squared weights)</source>
        <translation>所选方案下的相对 RMSE：（误差平方和 / 权重平方和）的平方根</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 个权重</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Bits/weight</source>
        <translation>位/权重</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Token embedding</source>
        <translation>词元嵌入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Attention Q</source>
        <translation>注意力 Q</translation>
    </message>
    <message>
        <source>Attention K</source>
        <translation>注意力 K</translation>
    </message>
    <message>
        <source>Attention V</source>
        <translation>注意力 V</translation>
    </message>
    <message>
        <source>Attention QKV</source>
        <translation>注意力 QKV</translation>
    </message>
    <message>
        <source>Attention output</source>
        <translation>注意力输出</translation>
    </message>
    <message>
        <source>FFN gate</source>
        <translation>FFN 门控</translation>
    </message>
    <message>
        <source>FFN up</source>
        <translation>FFN 上投影</translation>
    </message>
    <message>
        <source>FFN down</source>
        <translation>FFN 下投影</translation>
    </message>
    <message>
        <source>FFN gate and up</source>
        <translation>FFN 门控与上投影</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>路由器</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Rotary table</source>
        <translation>旋转位置表</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message numerus="yes">
        <source>Something was found in %n tensor(s) of these.</source>
        <translation>
            <numerusform>其中 %n 个张量有发现。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TensorView</name>
    <message>
        <source>Grey: the original weights. Colour: the values they become; the marks below are the levels of the grid.</source>
        <translation>灰色：原始权重。彩色：量化后的值；下方刻度为网格的量化级。</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>对数(&amp;L)</translation>
    </message>
    <message>
        <source>Count on a logarithmic axis, to see rare values</source>
        <translation>以对数轴计数，便于查看罕见的值</translation>
    </message>
    <message>
        <source>Error (% of weights)</source>
        <translation>误差（占权重的 %）</translation>
    </message>
    <message>
        <source>Codes (% of weights)</source>
        <translation>码值（占权重的 %）</translation>
    </message>
    <message>
        <source>Scales (% of blocks)</source>
        <translation>缩放系数（占块的 %）</translation>
    </message>
    <message>
        <source>Row error (relative RMSE, %)</source>
        <translation>行误差（相对 RMSE，%）</translation>
    </message>
    <message>
        <source>Values before and after</source>
        <translation>量化前后的值</translation>
    </message>
    <message>
        <source>Plain numbers have no codes.</source>
        <translation>普通数值没有码值。</translation>
    </message>
    <message>
        <source>This format stores no scales.</source>
        <translation>此格式不存储缩放系数。</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开模型 (Ctrl+O)，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Choose a tensor on the left.</source>
        <translation>请在左侧选择张量。</translation>
    </message>
    <message>
        <source>This tensor is kept as %1: norms, biases and tables are too small to be worth quantizing.</source>
        <translation>此张量保持为 %1：归一化、偏置和表格太小，不值得量化。</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>sample of %1 weights, exact follows</source>
        <translation>基于 %1 个权重的抽样，精确结果随后给出</translation>
    </message>
    <message>
        <source>%1 bits/weight</source>
        <translation>%1 位/权重</translation>
    </message>
    <message>
        <source>relative RMSE %1</source>
        <translation>相对 RMSE %1</translation>
    </message>
    <message>
        <source>SQNR %1</source>
        <translation>SQNR %1</translation>
    </message>
    <message>
        <source>largest error %1 at row %2, column %3</source>
        <translation>最大误差 %1（第 %2 行第 %3 列）</translation>
    </message>
    <message>
        <source>outliers beyond 6σ: %1</source>
        <translation>超出 6σ 的离群值：%1</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Pages of the tensor</source>
        <translation>张量的页面</translation>
    </message>
    <message>
        <source>not in the importance matrix</source>
        <translation>不在重要性矩阵中</translation>
    </message>
    <message>
        <source>importance matrix: %1 tokens, %2 silent columns, %3 unseen experts</source>
        <translation>重要性矩阵：%1 个词元，%2 静默列，%3 个未见专家</translation>
    </message>
    <message>
        <source>Gaussian bound %1, best scalar %2: %3 bits/weight left to gain</source>
        <translation>高斯下界 %1，最佳标量 %2：剩余空间 %3 位/权重</translation>
    </message>
    <message>
        <source>All formats</source>
        <translation>所有格式</translation>
    </message>
    <message>
        <source>importance matrix: %1 chunks, %2 silent columns, %3 unseen experts</source>
        <translation>重要性矩阵：%1 块，%2 个静默列，%3 个未见专家</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenLegend</name>
    <message>
        <source>Scale: from probability gained to probability lost</source>
        <translation>色标：从概率上升到概率下降</translation>
    </message>
    <message>
        <source>Scale: KL divergence</source>
        <translation>色标：KL 散度</translation>
    </message>
    <message>
        <source>By how many percentage points the probability of the token moved. Lost is underlined, gained is dotted, 25 and more are bold.</source>
        <translation>词元概率移动的百分点。下降加下划线，上升加点线，25 及以上加粗。</translation>
    </message>
    <message>
        <source>KL divergence of the whole prediction at this place, in nats. 0.04 and more are underlined, 0.25 and more are bold.</source>
        <translation>此处整个预测的 KL 散度，单位 nat。0.04 及以上加下划线，0.25 及以上加粗。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenPage</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Each token of the text, coloured by how much more or less likely the scheme makes it. The first half of each chunk is context only. N and Shift+N go to the worst places.</source>
        <translation>文本的每个词元按方案使其概率上升或下降的程度着色。每段的前一半仅作上下文。N 与 Shift+N 跳到最差之处。</translation>
    </message>
    <message>
        <source>Probability of the token</source>
        <translation>词元的概率</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>The scheme whose predictions are looked at</source>
        <translation>要查看其预测的方案</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>What the colour shows</source>
        <translation>颜色表示的内容</translation>
    </message>
    <message>
        <source>Previous page (Ctrl+Page up)</source>
        <translation>上一页 (Ctrl+PgUp)</translation>
    </message>
    <message>
        <source>Next page (Ctrl+Page down)</source>
        <translation>下一页 (Ctrl+PgDn)</translation>
    </message>
    <message>
        <source>Previous of the worst (Shift+N)</source>
        <translation>上一个最差之处 (Shift+N)</translation>
    </message>
    <message>
        <source>Next of the worst (N)</source>
        <translation>下一个最差之处 (N)</translation>
    </message>
    <message>
        <source>CSV …</source>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>Saves every token with its probabilities</source>
        <translation>保存每个词元及其概率</translation>
    </message>
    <message>
        <source>Coloured text</source>
        <translation>着色文本</translation>
    </message>
    <message>
        <source>The worst tokens</source>
        <translation>最差的词元</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>正在评估 …</translation>
    </message>
    <message>
        <source>Press Run: then each token shows what became of it.</source>
        <translation>点击“运行”：之后每个词元都会显示其变化。</translation>
    </message>
    <message>
        <source>Only the figures of this long text were kept. Press F6 to evaluate it again.</source>
        <translation>此长文本仅保留了指标。按 F6 重新评估。</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Choose a token, or press N for the worst one.</source>
        <translation>选择一个词元，或按 N 跳到最差的词元。</translation>
    </message>
    <message>
        <source>Save the tokens</source>
        <translation>保存词元</translation>
    </message>
    <message>
        <source>Data (*.csv)</source>
        <translation>数据 (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TokenText</name>
    <message>
        <source>Chunk %1</source>
        <translation>第 %1 段</translation>
    </message>
    <message>
        <source>chunk %1, token %2</source>
        <translation>第 %1 段，第 %2 个词元</translation>
    </message>
    <message>
        <source>context, not scored</source>
        <translation>上下文，不评分</translation>
    </message>
    <message>
        <source>probability %1 before, %2 after</source>
        <translation>概率：之前 %1，之后 %2</translation>
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
        <translation>窗口导览</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::TradeoffView</name>
    <message>
        <source>Trade-off</source>
        <translation>权衡</translation>
    </message>
    <message>
        <source>Each point is a scheme or recipe over the whole model; left and low is better. Nothing tried beats the points on the dashed front. Weight error only hints at the quality of answers.</source>
        <translation>每个点是整个模型上的一个方案或配方；越靠左下越好。已尝试的结果中，没有胜过虚线前沿上的点的。权重误差只能大致反映回答质量。</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>A mixture that gives each tensor its own type, as llama.cpp does</source>
        <translation>像 llama.cpp 那样为每个张量指定各自类型的混合配方</translation>
    </message>
    <message>
        <source>&amp;Try recipe</source>
        <translation>试用配方(&amp;T)</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O), or drop a file here.</source>
        <translation>打开模型 (Ctrl+O)，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>&amp;Edit as recipe</source>
        <translation>作为配方编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Opens the selected point in the recipe editor</source>
        <translation>在配方编辑器中打开所选的点</translation>
    </message>
    <message>
        <source>Each point is a scheme or recipe over the whole model; small and accurate is better. Nothing tried beats the points on the dashed front. Click a point to choose it, once more to edit it.</source>
        <translation>每个点是应用于整个模型的方案或配方；越小越准确越好。已试的一切都无法胜过虚线前沿上的点。单击选择一个点，再次单击进行编辑。</translation>
    </message>
    <message>
        <source>This model cannot be run: %1</source>
        <translation>此模型无法运行：%1</translation>
    </message>
    <message>
        <source>Being evaluated: %1</source>
        <translation>正在评估：%1</translation>
    </message>
    <message>
        <source>Not evaluated: %1.</source>
        <translation>尚未评估：%1。</translation>
    </message>
    <message>
        <source>Evaluate them</source>
        <translation>评估它们</translation>
    </message>
    <message>
        <source>Nothing is evaluated yet.</source>
        <translation>尚未评估任何内容。</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::View</name>
    <message>
        <source>What am I looking at?</source>
        <translation>这里显示的是什么？</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::Workbench</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Open original %1</source>
        <translation>打开原始模型 %1</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>测量 %1</translation>
    </message>
    <message>
        <source>Load importance matrix %1</source>
        <translation>加载重要性矩阵 %1</translation>
    </message>
    <message>
        <source>Collect calibration from %1</source>
        <translation>从 %1 收集校准数据</translation>
    </message>
</context>
<context>
    <name>mantissa::ui::WorstTokensModel</name>
    <message>
        <source>chunk %1, token %2</source>
        <translation>第 %1 段，第 %2 个词元</translation>
    </message>
    <message>
        <source>Probability that the original gave this token</source>
        <translation>原始模型给予该词元的概率</translation>
    </message>
    <message>
        <source>Probability that the quantized model gives it</source>
        <translation>量化模型给予它的概率</translation>
    </message>
    <message>
        <source>KL divergence of the whole prediction at this place, in nats</source>
        <translation>此处整个预测的 KL 散度，单位 nat</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
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
        <translation>分组大小</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>块大小</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>Type of scales</source>
        <translation>缩放系数的类型</translation>
    </message>
    <message>
        <source>Double quantization</source>
        <translation>双重量化</translation>
    </message>
</context>
</TS>
