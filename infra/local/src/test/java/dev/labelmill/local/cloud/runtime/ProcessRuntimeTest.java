package dev.labelmill.local.cloud.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.local.telemetry.ReportLine;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRuntimeTest {

    static final Artifact TINY = function -> List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Path.of(TinyFunction.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
            TinyFunction.class.getName());

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ProcessRuntime runtime;

    static FunctionSettings function(String name) {
        return new FunctionSettings(name, Map.of("GREETING", "hello"), 2, Duration.ofSeconds(20), 256);
    }

    @BeforeEach
    void start() {
        FunctionSettings hasty = new FunctionSettings("hasty", Map.of(), 1, Duration.ofMillis(400), 256);
        FunctionSettings broken =
                new FunctionSettings("broken", Map.of("BROKEN", "init"), 1, Duration.ofSeconds(5), 256);
        runtime = new ProcessRuntime(
                TINY,
                List.of(function("tiny"), hasty, broken),
                folder,
                (function, line) -> lines.add(function + ": " + line));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void an_idle_environment_is_used_again() throws FunctionFailed {
        String first = call("tiny", "pid");
        String second = call("tiny", "pid");

        assertThat(second).isEqualTo(first);
        assertThat(runtime.environments("tiny")).singleElement().satisfies(environment -> {
            assertThat(environment.pid()).isEqualTo(Long.parseLong(first));
            assertThat(environment.coldStart()).isPresent();
            assertThat(environment.peakKilobytes()).isGreaterThan(10_000);
            assertThat(environment.invocations()).isEqualTo(2);
        });
    }

    @Test
    void a_function_sees_its_variables_and_the_deadline() throws FunctionFailed {
        long before = System.currentTimeMillis();

        assertThat(call("tiny", "variable")).isEqualTo("hello");
        assertThat(Long.parseLong(call("tiny", "deadline"))).isBetween(before + 20_000, before + 60_000);
    }

    @Test
    void a_handlers_error_leaves_the_environment_alive() throws FunctionFailed {
        String before = call("tiny", "pid");

        assertThatThrownBy(() -> call("tiny", "fail"))
                .isInstanceOf(FunctionFailed.HandlerError.class)
                .hasMessage("tiny failed: Bad: told to");
        assertThat(call("tiny", "pid")).isEqualTo(before);
    }

    @Test
    void a_late_function_is_killed_and_the_next_event_gets_a_fresh_one() throws FunctionFailed {
        String before = call("hasty", "pid");

        assertThatThrownBy(() -> call("hasty", "sleep")).isInstanceOf(FunctionFailed.TimedOut.class);
        assertThat(call("hasty", "pid")).isNotEqualTo(before);
        assertThat(alive(before)).isFalse();
    }

    @Test
    void a_dying_process_fails_its_own_event_only() throws Exception {
        CompletableFuture<String> other = background("tiny", "wait");

        assertThatThrownBy(() -> call("tiny", "exit"))
                .isInstanceOf(FunctionFailed.ProcessDied.class)
                .hasMessage("tiny died with exit code 7");
        assertThat(other.get(20, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(call("tiny", "pid")).isNotEmpty();
    }

    @Test
    void events_beyond_the_concurrency_wait_for_an_environment() {
        List<CompletableFuture<String>> calls = IntStream.range(0, 6)
                .mapToObj(number -> background("tiny", "wait"))
                .toList();

        Set<String> pids = calls.stream().map(CompletableFuture::join).collect(Collectors.toSet());

        assertThat(pids).hasSize(2);
        assertThat(runtime.environments("tiny")).hasSize(2);
    }

    @Test
    void a_busy_process_can_be_killed_from_outside() throws Exception {
        call("tiny", "pid");
        CompletableFuture<String> busy = background("tiny", "sleep");
        Thread.sleep(200);

        assertThat(runtime.kill("tiny")).isTrue();

        assertThatThrownBy(() -> busy.get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(FunctionFailed.ProcessDied.class);
        assertThat(call("tiny", "pid")).isNotEmpty();
    }

    @Test
    void a_function_that_cannot_initialise_says_why() {
        assertThatThrownBy(() -> call("broken", "pid")).hasMessage("broken failed: Broken: no configuration");
    }

    @Test
    void what_a_function_prints_is_logged_and_heard() throws Exception {
        call("tiny", "pid");

        assertThat(lines).contains("tiny: {\"started\":\"tiny\"}");
        assertThat(Files.readString(folder.resolve("logs/tiny.log"))).startsWith("{\"started\":\"tiny\"}");
    }

    @Test
    void closing_ends_every_process() throws FunctionFailed {
        String pid = call("tiny", "pid");

        runtime.close();

        assertThat(alive(pid)).isFalse();
        assertThatThrownBy(() -> call("tiny", "pid")).isInstanceOf(FunctionFailed.class);
    }

    @Test
    void a_killed_host_takes_its_processes_along() throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TinyHost.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = host.inputReader()) {
            String pid = output.readLine();
            assertThat(alive(pid)).isTrue();

            host.destroyForcibly().waitFor();

            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(orphan ->
                            orphan.onExit().orTimeout(10, TimeUnit.SECONDS).join());
            assertThat(alive(pid)).isFalse();
        }
    }

    @Test
    void lambdas_own_lines_tell_of_each_invocation() throws FunctionFailed {
        call("tiny", "pid");
        call("tiny", "pid");

        List<ReportLine> reports = reports("tiny");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("tiny: START RequestId: "))
                .hasSize(2);
        assertThat(reports).hasSize(2).allSatisfy(report -> {
            assertThat(report.memory()).isEqualTo(256);
            assertThat(report.usedMemory()).isPositive();
            assertThat(report.failed()).isFalse();
        });
        assertThat(reports.get(0).initDuration()).isPresent();
        assertThat((double) reports.get(0).billed())
                .isGreaterThanOrEqualTo(reports.get(0).initDuration().getAsDouble());
        assertThat(reports.get(1).initDuration()).isEmpty();
    }

    @Test
    void a_failed_invocation_is_reported_as_one() {
        assertThatThrownBy(() -> call("tiny", "fail")).isInstanceOf(FunctionFailed.class);
        assertThatThrownBy(() -> call("hasty", "sleep")).isInstanceOf(FunctionFailed.class);

        assertThat(reports("tiny"))
                .singleElement()
                .satisfies(report -> assertThat(report.failed()).isTrue());
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("hasty: REPORT").endsWith("Status: timeout"));
    }

    private List<ReportLine> reports(String function) {
        return lines.stream()
                .filter(line -> line.startsWith(function + ": "))
                .flatMap(line -> ReportLine.parse(line.substring(function.length() + 2)).stream())
                .toList();
    }

    private String call(String function, String event) throws FunctionFailed {
        return new String(runtime.invoke(function, event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private CompletableFuture<String> background(String function, String event) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(call(function, event));
                    } catch (FunctionFailed failed) {
                        answer.completeExceptionally(failed);
                    }
                })
                .start();
        return answer;
    }

    private static boolean alive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }
}
