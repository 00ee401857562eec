package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Counts files and methods against the bars of CONTRIBUTING.md.
class HouseStyleTest {
    private static final int LONGEST_FILE = 500, LONGEST_METHOD = 40;

    private record Method(String place, int lines) {}

    @Test
    @DisplayName("no file has more than 500 lines")
    void filesAreSmall() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : sources()) {
            long lines;
            try (var content = Files.lines(file)) {
                lines = content.count();
            }
            if (lines > LONGEST_FILE) {
                tooLong.add(file + ": " + lines);
            }
        }

        assertEquals(List.of(), tooLong);
    }

    @Test
    @DisplayName(
            "no method of the program has more than 40 lines, half at most 5, nine of ten at most 16")
    void methodsAreSmall() throws IOException {
        var methods =
                methods(
                        sources().stream()
                                .filter(file -> file.toString().contains("/src/main/"))
                                .toList());

        var tooLong = methods.stream().filter(method -> method.lines > LONGEST_METHOD).toList();
        var lengths = methods.stream().mapToInt(Method::lines).sorted().toArray();

        assertEquals(List.of(), tooLong);
        assertTrue(lengths[lengths.length / 2] <= 5, "median " + lengths[lengths.length / 2]);
        int ninth = lengths[lengths.length * 9 / 10];
        assertTrue(ninth <= 16, "nine of ten have up to " + ninth);
    }

    @Test
    @DisplayName("no class is named for being a helper")
    void namesSaySomething() throws IOException {
        var vague =
                sources().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl)\\.java"))
                        .toList();

        assertEquals(List.of(), vague);
    }

    private static List<Path> sources() throws IOException {
        var files = new ArrayList<Path>();
        for (var module : List.of("coap", "server", "benchmarks")) {
            try (Stream<Path> tree = Files.walk(Path.of("..", module, "src"))) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        assertTrue(files.size() > 50, "only " + files.size() + " files: wrong directory?");
        return files;
    }

    private static List<Method> methods(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var methods = new ArrayList<Method>();
        try (var fileManager = compiler.getStandardFileManager(null, null, null)) {
            var units = fileManager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, fileManager, null, null, null, units);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                unit.accept(new MethodCounter(unit, positions), methods);
            }
        }
        return methods;
    }

    private static final class MethodCounter extends TreeScanner<@Nullable Object, List<Method>> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodCounter(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Object visitMethod(MethodTree method, List<Method> methods) {
            var map = unit.getLineMap();
            long from = map.getLineNumber(positions.getStartPosition(unit, method));
            long to = map.getLineNumber(positions.getEndPosition(unit, method));
            var place = unit.getSourceFile().getName() + ":" + from + " " + method.getName();
            methods.add(new Method(place, (int) (to - from + 1)));
            return super.visitMethod(method, methods);
        }
    }
}
