# doc/images/performance.svg from one file for each series: size, seconds.
# Variables: directory (of PANEL.SERIES.tsv files), output.
set terminal svg size 1200,540 dynamic font 'sans-serif,13' background '#ffffff' name 'performance'
set output output
set multiplot layout 1,3
set logscale xy
set format x '10^{%T}'
set format y '%g'
set grid lc rgb '#e0e0e0'
set border lc rgb '#808080'
set key noenhanced outside bottom center vertical maxrows 6 Left reverse samplen 1.5 spacing 1.1
set bmargin 10.5
set ylabel 'seconds'
set style line 1 lc rgb '#8c8c8c' lw 2 pt 7 ps 0.6
set style line 2 lc rgb '#0072b2' lw 2 pt 7 ps 0.6
set style line 3 lc rgb '#d55e00' lw 2 pt 7 ps 0.6
set style line 4 lc rgb '#009e73' lw 2 pt 7 ps 0.6
set style line 5 lc rgb '#cc79a7' lw 2 pt 7 ps 0.6

panel(name) = system(sprintf("ls -d %s/%s.*", directory, name))
title(file) = system(sprintf("sed -n '1s/^# //p' '%s'", file))
files = panel('rows')
set xrange [5e5:1e7]
set title 'Rows: one aggregate over all of them'
set xlabel 'rows' offset 0,0.4
plot for [i = 1:words(files)] word(files, i) using 1:2 with linespoints ls i title title(word(files, i))
set autoscale x
files = panel('groups')
set title 'Groups: two million rows in so many'
set xlabel 'groups' offset 0,0.4
plot for [i = 1:words(files)] word(files, i) using 1:2 with linespoints ls i title title(word(files, i))
files = panel('cells')
set title 'Cells: one table system' noenhanced
set xlabel 'cells (audit: hidden cells)' offset 0,0.4
$promise << EOD
20000 0.2
200000 2
1000000 20
EOD
plot for [i = 1:words(files)] word(files, i) using 1:2 with linespoints ls i title title(word(files, i)), \
	$promise using 1:2 with linespoints lc rgb '#404040' lw 1 dt 2 pt 0 title 'promised at most'
unset multiplot
