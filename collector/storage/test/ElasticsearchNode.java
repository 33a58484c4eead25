import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.Netty4Plugin;

/** A node of Elasticsearch with its settings as parameters, `name=value`: Maven Central has no other program for it. */
class ElasticsearchNode extends Node {
  ElasticsearchNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "test"),
        List.of(Netty4Plugin.class),
        true);
  }

  public static void main(String[] parameters) throws Exception {
    Settings.Builder settings = Settings.builder();
    for (String parameter : parameters) {
      String[] pair = parameter.split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    new ElasticsearchNode(settings.build()).start();
    Thread.currentThread().join();
  }
}
