import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.script.expression.ExpressionPlugin;
import org.opensearch.transport.Netty4Plugin;

/** One OpenSearch node from jars alone: the server's own start script refuses root and wants its whole distribution. */
public final class LocalNode extends Node {
  private static final List<Class<? extends Plugin>> PLUGINS = List.of(
      Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class, PainlessPlugin.class,
      ReindexPlugin.class, ParentJoinPlugin.class, ExpressionPlugin.class);

  private LocalNode(Environment environment) {
    super(environment, PLUGINS, false);
  }

  /** Arguments: data folder, host, HTTP port, transport port, and "once" to end as soon as it has started. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Settings settings = Settings.builder()
        .put("path.home", home)
        .put("cluster.name", "evermart-local")
        .put("node.name", "local")
        .put("network.host", arguments[1])
        .put("http.port", arguments[2])
        .put("transport.port", arguments[3])
        .put("http.type", "netty4")
        .put("transport.type", "netty4")
        .put("discovery.type", "single-node")
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
    Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "local");
    Node node = new LocalNode(environment).start();
    if (arguments.length > 4 && arguments[4].equals("once")) {
      node.close();
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception problem) {
        problem.printStackTrace();
      }
      ended.countDown();
    }));
    ended.await();
  }
}
