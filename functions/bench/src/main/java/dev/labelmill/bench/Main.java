package dev.labelmill.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks: those whose names match the arguments, or all. Takes JMH's options. From the project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.Main Agreement
 * </pre>
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new CommandLineOptions(args)).run();
    }
}
