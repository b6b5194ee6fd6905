package dev.labelmill.local.dashboard.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.local.telemetry.MetricId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences of "CloudWatch search expression syntax". */
class SearchTest {

    private static final List<MetricId> METRICS = List.of(
            MetricId.of("Labelmill", "items", Map.of("stage", "prod", "batch", "digits")),
            MetricId.of("Labelmill", "items", Map.of("stage", "dev", "batch", "birds")),
            MetricId.of("Labelmill", "items", Map.of("stage", "prod")),
            MetricId.of("Labelmill", "webhook.refused.STALE", Map.of("stage", "prod")),
            MetricId.of("Labelmill", "webhook.accepted", Map.of("stage", "prod")),
            MetricId.of("AWS/EC2", "CPUUtilization", Map.of("InstanceId", "i-1")),
            MetricId.of("AWS/EC2", "NetworkPacketsIn", Map.of("InstanceId", "i-1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A schema finds metrics with these dimensions and no others.
                "{Labelmill,stage} MetricName=\"items\"                     | items{stage=prod}",
                "{Labelmill,batch,stage} MetricName=\"items\"               | items{batch=birds, stage=dev} items{batch=digits, stage=prod}",
                "{Labelmill,stage,batch} MetricName=\"items\" stage=\"prod\"| items{batch=digits, stage=prod}",
                "{Labelmill,stage,batch} NOT batch=digits                   | items{batch=birds, stage=dev}",
                "{Labelmill,stage,batch} batch=(digits OR birds)            | items{batch=birds, stage=dev} items{batch=digits, stage=prod}",
                // A term matches whole words; capitals begin words.
                "{AWS/EC2,InstanceId} cpu                                   | CPUUtilization{InstanceId=i-1}",
                "{AWS/EC2,InstanceId} Packets                               | NetworkPacketsIn{InstanceId=i-1}",
                "{AWS/EC2,InstanceId} Packet                                | ''",
                "MetricName=refused                                         | webhook.refused.STALE{stage=prod}",
                "{Labelmill,stage} MetricName=webhook NOT MetricName=refused| webhook.accepted{stage=prod}",
                // In double quotes, the whole of it.
                "\"webhook\"                                                | ''",
                "\"webhook.accepted\"                                       | webhook.accepted{stage=prod}",
                "CPU OR accepted AND stage=prod                             | CPUUtilization{InstanceId=i-1} webhook.accepted{stage=prod}",
            })
    void a_search_finds(String query, String expected) throws MathProblem {
        List<String> found = Search.parse(query).find(METRICS).stream()
                .map(metric -> metric.name() + metric.dimensions())
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected.strip());
    }

    @Test
    void a_search_gives_at_most_100_series() throws MathProblem {
        List<MetricId> many = IntStream.range(0, 150)
                .mapToObj(i -> MetricId.of("Labelmill", "items", Map.of("batch", "b" + i)))
                .toList();

        assertThat(Search.parse("{Labelmill,batch}").find(many)).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{Labelmill", "{Labelmill,stage} (items", "{Labelmill,stage} stage=", "items )"})
    void a_search_that_is_none_says_so(String query) {
        assertThatThrownBy(() -> Search.parse(query))
                .isInstanceOf(MathProblem.class)
                .hasMessageStartingWith("The search \"");
    }
}
