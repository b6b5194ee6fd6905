package dev.labelmill.bench;

import dev.labelmill.bench.load.Load;
import dev.labelmill.bench.start.ColdStarts;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the functions cost, by one command: on what machine; what each function did for a batch, with its requests and units an
 * item, and how long calls of our own code take ({@link Load}); and how each starts in each mode, beside functions that do nothing of
 * their own ({@link ColdStarts}). All as tables in Markdown with ratios. From the project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -XX:+UseParallelGC -Xmx2g -cp "functions/bench/target/classes:functions/bench/target/lib/*" \
 *       dev.labelmill.bench.Benchmarks --jdk &lt;folder of a JDK 25&gt; --rounds 7
 * </pre>
 */
public final class Benchmarks {

    private static final String ITEMS = "--items";
    private static final String MOST_USUAL = "10000";

    private Benchmarks() {}

    /** @param args {@code --items}, the sizes of batches with commas between, else 10,000; all others are those of starts */
    public static void main(String[] args) throws IOException, FunctionFailed {
        List<String> starts = new ArrayList<>(List.of(args));
        String items = taken(starts, ITEMS, MOST_USUAL);
        String[] others = starts.toArray(String[]::new);
        ColdStarts.requireSound(others);
        // The functions' libraries bring it and complain of another.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.out.print(Machine.text());
        Load.main(items.split(","));
        ColdStarts.main(others);
    }

    /** Takes an option and its value out of others. */
    static String taken(List<String> args, String option, String otherwise) {
        int place = args.indexOf(option);
        if (place < 0) {
            return otherwise;
        }
        if (place + 1 == args.size()) {
            throw new IllegalArgumentException(option + " lacks its value");
        }
        args.remove(place);
        return args.remove(place);
    }
}
