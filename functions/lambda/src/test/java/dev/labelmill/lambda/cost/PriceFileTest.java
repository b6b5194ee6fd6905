package dev.labelmill.lambda.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.hosted.ModelPrice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceFileTest {

    private static final String FILE = """
            {"date":"2026-11-24","region":"r","architecture":"a","sources":[],
             "lambda":{"perMillionRequests":0.20,"perGbSecond":0.0000133334},
             "dynamodb":{"perMillionWriteUnits":0.625,"perMillionReadUnits":0.125},
             "s3":{"perThousandPuts":0.005,"perThousandGets":0.0004},
             "sqs":{"perMillionRequests":0.40},
             "logs":{"perGb":0.50,"bytesPerInvocation":344},
             "metrics":{"perMetricMonth":0.30,"hoursPerMonth":730}}""";

    private static PriceList read(String file) {
        return PriceFile.read(file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void prices_become_whole_picodollars_a_unit() {
        assertThat(PriceFile.shipped("us-east-1-arm64"))
                .isEqualTo(new PriceList(
                        "2026-11-24",
                        "us-east-1",
                        "arm64",
                        200_000,
                        13_333_400,
                        625_000,
                        125_000,
                        5_000_000,
                        400_000,
                        400_000,
                        500,
                        344,
                        410_958_904,
                        Map.of("rekognition", new ModelPrice(1_000_000_000, 0, 0))));
    }

    @Test
    void the_other_architecture_differs_in_its_time_only() {
        PriceList x86 = PriceFile.shipped("us-east-1-x86");

        assertThat(x86.lambdaGbSecond()).isEqualTo(16_666_700);
        assertThat(x86.writeUnit()).isEqualTo(625_000);
    }

    @Test
    void a_missing_an_unknown_and_a_wrong_field_are_named() {
        assertThatThrownBy(() -> read(FILE.replace("\"perMillionReadUnits\":0.125", "\"readUnits\":1")))
                .hasMessage("dynamodb.perMillionReadUnits is missing");
        assertThatThrownBy(
                        () -> read(FILE.replace("\"perThousandGets\"", "\"perThousandLists\":1,\"perThousandGets\"")))
                .hasMessage("s3.perThousandLists is not a known field");
        assertThatThrownBy(() -> read(FILE.replace("\"sources\"", "\"source\":1,\"sources\"")))
                .hasMessage("source is not a known field");
        assertThatThrownBy(() -> read(FILE.replace("0.0000133334", "0.00001333340000001")))
                .hasMessageContaining("lambda.perGbSecond");
        assertThatThrownBy(() -> read(FILE.replace("0.40", "-1"))).hasMessageContaining("must not be negative");
    }

    @Test
    void a_models_tokens_are_priced_exactly_or_not_at_all() {
        String models = FILE.substring(0, FILE.length() - 1) + ",\"models\":{\"bedrock\":[{\"model\":\"m\","
                + "\"perThousandInputTokens\":0.000035,\"perThousandOutputTokens\":0.00014}]}}";

        assertThat(read(models).models()).isEqualTo(Map.of("bedrock/m", new ModelPrice(0, 35_000, 140_000)));
        assertThatThrownBy(() -> read(models.replace("0.000035", "0.0000350000001")))
                .hasMessageContaining("perThousandInputTokens is no whole number of picodollars a unit");
    }

    @Test
    void a_name_that_is_no_file_is_refused() {
        assertThatThrownBy(() -> PriceFile.shipped("mars-1-arm64")).hasMessageContaining("mars-1-arm64.json");
        assertThatThrownBy(() -> PriceFile.shipped("../secrets")).hasMessageContaining("names no price file");
    }
}
