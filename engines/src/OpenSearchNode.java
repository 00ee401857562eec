import java.nio.file.Path;
import java.util.Arrays;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/// One node of OpenSearch that ends when its standard input ends, so that it never outlives the
/// tests that started it; with `-Dstays=true` it stays until it is told to end, as a container
/// does.
///
/// Run from source on the class path of the runner and nothing else. The first argument is the
/// directory of its files, the others are settings of OpenSearch as `key=value`.
class OpenSearchNode {
    public static void main(String[] arguments) throws Exception {
        var runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1); // the settings say the port
        runner.onBuild((number, settings) ->
                Arrays.stream(arguments)
                        .skip(1)
                        .map(setting -> setting.split("=", 2))
                        .forEach(setting -> settings.put(setting[0], setting[1])));
        runner.build(
                OpenSearchRunner.newConfigs()
                        .numOfNode(1)
                        .basePath(Path.of(arguments[0]).toString()));
        if (Boolean.getBoolean("stays")) {
            Thread.currentThread().join();
        }
        while (System.in.read() >= 0) {
            // whoever started it says nothing but the end
        }
        runner.close();
        System.exit(0); // threads of the runner may remain
    }
}
