package dev.labelmill.lambda.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.nativeimage.Bytecode.Call;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * What an executable compiled ahead of time must be told of, found in the bytecode. Quarkus and its extensions register what
 * is theirs; ours needs nothing, and these tests list why.
 */
class NativeImageTest {

    private static final List<ClassNode> OURS = Stream.of(Handler.class, Batch.class)
            .flatMap(member -> Bytecode.besides(member).stream())
            .toList();

    /** Libraries that no extension of Quarkus answers for. */
    private static final List<ClassNode> LIBRARIES = Stream.of(
                    MurmurHash3.class, BetaDistribution.class, RegularizedBeta.class, UniformRandomProvider.class)
            .flatMap(member -> Bytecode.besides(member).stream())
            .toList();

    /** Reading to a tree and making one touches no class of ours. */
    private static final Set<String> TREES = Set.of(
            "readTree",
            "createObjectNode",
            "createArrayNode",
            "getFactory",
            "getNodeFactory",
            "writeTree",
            "writerWithDefaultPrettyPrinter",
            "builder",
            "missingNode",
            "nullNode",
            "reader",
            "createParser",
            "createGenerator",
            "with",
            "without");

    private static final Pattern RESOURCE = Pattern.compile("[a-z]+/[\\w./-]+\\.[a-z]+");

    @Test
    void every_type_that_json_touches_is_a_tree() {
        Set<String> touched = new TreeSet<>();
        for (Call call : calls(NativeImageTest::isMapper)) {
            assertThat(TREES.contains(call.target().name) || call.target().name.startsWith("writeValue"))
                    .as(call.where() + " calls " + call.target().name)
                    .isTrue();
            if (call.target().name.startsWith("writeValue")) {
                Type value = call.given().get(call.given().size() - 1);
                assertThat(named(value)).as("what " + call.where() + " writes").isAssignableTo(TreeNode.class);
                touched.add(value.getClassName());
            }
        }
        assertThat(touched).contains(JsonNode.class.getName());
    }

    @Test
    void every_function_takes_and_gives_a_tree() {
        List<String> functions = OURS.stream()
                .flatMap(node -> node.methods.stream())
                .filter(method -> method.visibleAnnotations != null
                        && method.visibleAnnotations.stream().anyMatch(a -> a.desc.equals("Lio/quarkus/funqy/Funq;")))
                .map(method -> method.name + method.desc)
                .sorted()
                .toList();
        String tree = Type.getDescriptor(JsonNode.class);
        assertThat(functions)
                .containsExactlyElementsOf(Stream.of(
                                "advance",
                                "collect",
                                "consolidate",
                                "dispatch",
                                "finish",
                                "intake",
                                "notify",
                                "prelabel",
                                "pretask",
                                "publish",
                                "score",
                                "tally",
                                "train",
                                "webhook")
                        .map(name -> name + "(" + tree + ")" + tree)
                        .toList());
    }

    @Test
    void every_resource_that_is_opened_is_compiled_in() throws IOException {
        Set<String> openers = callers(call -> call.target().name.startsWith("getResource"));
        Set<String> opened = OURS.stream()
                .filter(node -> openers.contains(node.name))
                .flatMap(NativeImageTest::constants)
                .filter(RESOURCE.asMatchPredicate())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> included = included();

        assertThat(openers)
                .containsExactlyInAnyOrder(
                        "dev/labelmill/lambda/finish/report/ReportPage", "dev/labelmill/lambda/cost/PriceFile");
        assertThat(opened).containsExactly("prices/NAME.json", "report/report.css");
        assertThat(opened)
                .allSatisfy(name -> assertThat(included)
                        .anyMatch(glob -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + glob)
                                .matches(Path.of(name.replace("NAME", "us-east-1-arm64")))));
    }

    @Test
    void nothing_is_found_by_name_bound_to_native_code_or_made_a_proxy() {
        assertThat(callers(call -> call.target().owner.equals(Type.getInternalName(Class.class))
                        && Set.of(
                                        "forName",
                                        "getMethod",
                                        "getDeclaredMethod",
                                        "getDeclaredField",
                                        "getField",
                                        "getDeclaredConstructor",
                                        "getConstructor",
                                        "newInstance")
                                .contains(call.target().name)))
                .isEmpty();
        assertThat(callers(call -> call.target().owner.equals(Type.getInternalName(Proxy.class))))
                .isEmpty();
        // An executable finds no service there, which is right: what it looks for is in the Java package alone.
        assertThat(callers(call -> call.target().owner.equals("java/util/ServiceLoader")))
                .containsExactly("dev/labelmill/core/prelabel/Embedders");
        assertThat(Stream.concat(OURS.stream(), LIBRARIES.stream())
                        .filter(node -> node.methods.stream().anyMatch(m -> (m.access & Opcodes.ACC_NATIVE) != 0))
                        .map(node -> node.name))
                .isEmpty();
        assertThat(Stream.concat(OURS.stream(), LIBRARIES.stream())
                        .filter(node -> Bytecode.calls(node).stream().anyMatch(NativeImageTest::loadsALibrary))
                        .map(node -> node.name))
                .isEmpty();
    }

    @Test
    void no_library_of_the_embedders_is_on_the_class_path() {
        for (String library : List.of(
                "ai/onnxruntime/OrtSession",
                "ai/djl/huggingface/tokenizers/HuggingFaceTokenizer",
                "dev/langchain4j/model/embedding/onnx/allminilml6v2q/AllMiniLmL6V2QuantizedEmbeddingModel",
                "dev/labelmill/onnx/OnnxProvider")) {
            assertThat(Handler.class.getClassLoader().getResource(library + ".class"))
                    .as(library)
                    .isNull();
        }
        assertThat(Embedders.deployed().names()).isEmpty();
    }

    /** Netty's classes and random seeds, and Apache's reflection, need settings that the URL connection does not. */
    @Test
    void clients_of_hosted_models_bring_no_other_http_client_and_no_interceptor_that_is_found_by_name() {
        for (String name : List.of(
                "software/amazon/awssdk/http/nio/netty/NettyNioAsyncHttpClient.class",
                "software/amazon/awssdk/http/apache/ApacheHttpClient.class",
                "software/amazon/awssdk/services/bedrockruntime/execution.interceptors",
                "software/amazon/awssdk/services/sagemakerruntime/execution.interceptors",
                "software/amazon/awssdk/services/rekognition/execution.interceptors")) {
            assertThat(Handler.class.getClassLoader().getResource(name))
                    .as(name)
                    .isNull();
        }
    }

    /** The JDK's reader of XML says what is wrong with a document in words of a bundle, which it finds by name. */
    @Test
    void the_reader_of_xml_is_the_jdks_own_and_has_its_words() throws IOException {
        assertThat(callers(call -> call.target().owner.equals(Type.getInternalName(XMLInputFactory.class))
                        && !Set.of("setProperty", "setXMLResolver", "createXMLStreamReader")
                                .contains(call.target().name)))
                .containsExactly("dev/labelmill/lambda/payload/StrictXml");
        assertThat(callers(call -> call.target().owner.equals(Type.getInternalName(XMLInputFactory.class))
                        && Set.of("newInstance", "newFactory").contains(call.target().name)))
                .isEmpty();
        try (InputStream in = Handler.class
                .getClassLoader()
                .getResourceAsStream("META-INF/native-image/dev.labelmill/labelmill-lambda/resource-config.json")) {
            String bundle =
                    new ObjectMapper().readTree(in).at("/bundles/0/name").textValue();
            assertThat(ModuleLayer.boot()
                            .findModule("java.xml")
                            .orElseThrow()
                            .getPackages()
                            .contains(bundle.substring(0, bundle.lastIndexOf('.'))))
                    .isTrue();
            assertThat(bundle).endsWith(".XMLMessages");
        }
    }

    @Test
    void nothing_is_serialized_by_java_or_drawn_by_its_window_toolkit() {
        assertThat(callers(call -> Stream.of(
                                "java/awt/", "javax/imageio/", "java/io/ObjectInputStream", "java/lang/reflect/")
                        .anyMatch(call.target().owner::startsWith)))
                .isEmpty();
    }

    private static boolean loadsALibrary(Call call) {
        return Set.of("java/lang/System", "java/lang/Runtime").contains(call.target().owner)
                && Set.of("load", "loadLibrary").contains(call.target().name);
    }

    private static boolean isMapper(Call call) {
        return call.target().owner.startsWith("com/fasterxml/jackson/databind/")
                && Stream.of(ObjectMapper.class, ObjectReader.class, ObjectWriter.class)
                        .anyMatch(mapper -> mapper.isAssignableFrom(named(Type.getObjectType(call.target().owner))));
    }

    private static List<Call> calls(Predicate<Call> which) {
        return OURS.stream()
                .flatMap(node -> Bytecode.calls(node).stream())
                .filter(which)
                .toList();
    }

    private static Set<String> callers(Predicate<Call> which) {
        return calls(which).stream().map(call -> call.caller().name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Texts in the code of a class. */
    private static Stream<String> constants(ClassNode node) {
        return node.methods.stream()
                .flatMap(method -> Stream.of(method.instructions.toArray()))
                .flatMap(instruction ->
                        instruction instanceof LdcInsnNode constant && constant.cst instanceof String text
                                ? Stream.of(text)
                                : Stream.empty());
    }

    private static List<String> included() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Handler.class.getClassLoader().getResourceAsStream("application.properties")) {
            settings.load(in);
        }
        return List.of(settings.getProperty("quarkus.native.resources.includes").split(","));
    }

    private static Class<?> named(Type type) {
        try {
            return Class.forName(type.getClassName(), false, NativeImageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
