import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** A node of OpenSearch with its settings as parameters, `name=value`: Maven Central has no other program for it. */
class OpenSearchNode extends Node {
  OpenSearchNode(Settings settings) {
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
    new OpenSearchNode(settings.build()).start();
    Thread.currentThread().join();
  }
}
