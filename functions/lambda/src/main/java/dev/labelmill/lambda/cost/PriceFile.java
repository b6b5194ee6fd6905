package dev.labelmill.lambda.cost;

import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A dated price file: what the platform's services cost, in US dollars as the providers' pages give it. The files
 * shipped with the functions are resources {@code prices/<name>.json}.
 */
public final class PriceFile {

    private static final BigDecimal PICOS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000);
    private static final String RESOURCE = "prices/NAME.json";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private PriceFile() {}

    /**
     * Reads a price file that is shipped.
     *
     * @param name region and architecture: {@code us-east-1-arm64}
     * @throws IllegalArgumentException naming the file if there is none, or the field that is wrong
     */
    public static PriceList shipped(String name) {
        String resource = RESOURCE.replace("NAME", name);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" names no price file");
        }
        try (InputStream in = PriceFile.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no price file " + resource);
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the field that is missing, unknown or wrong */
    public static PriceList read(byte[] json) {
        Fields file = Fields.of(Json.parse(json));
        Fields lambda = file.object("lambda");
        Fields dynamo = file.object("dynamodb");
        Fields s3 = file.object("s3");
        Fields sqs = file.object("sqs");
        Fields logs = file.object("logs");
        Fields metrics = file.object("metrics");
        file.strings("sources");
        Map<String, ModelPrice> models =
                file.optionalObject("models").map(PriceFile::models).orElse(Map.of());
        PriceList prices = new PriceList(
                file.string("date"),
                file.string("region"),
                file.string("architecture"),
                picos(lambda, "perMillionRequests", MILLION),
                picos(lambda, "perGbSecond", BigDecimal.ONE),
                picos(dynamo, "perMillionWriteUnits", MILLION),
                picos(dynamo, "perMillionReadUnits", MILLION),
                picos(s3, "perThousandPuts", THOUSAND),
                picos(s3, "perThousandGets", THOUSAND),
                picos(sqs, "perMillionRequests", MILLION),
                picos(logs, "perGb", GIGA),
                logs.whole("bytesPerInvocation"),
                metricHour(metrics),
                models);
        for (Fields fields : new Fields[] {file, lambda, dynamo, s3, sqs, logs, metrics}) {
            fields.requireNothingElse();
        }
        return prices;
    }

    /** Hosted models: by tokens, or by image. */
    private static Map<String, ModelPrice> models(Fields models) {
        Map<String, ModelPrice> prices = new HashMap<>();
        if (models.has("bedrock")) {
            for (Fields model : models.objects("bedrock")) {
                ModelPrice price = new ModelPrice(
                        0,
                        picos(model, "perThousandInputTokens", THOUSAND),
                        picos(model, "perThousandOutputTokens", THOUSAND));
                prices.put("bedrock/" + model.string("model"), price);
                model.requireNothingElse();
            }
        }
        models.optionalObject("rekognition").ifPresent(images -> {
            prices.put("rekognition", new ModelPrice(picos(images, "perThousandImages", THOUSAND), 0, 0));
            images.requireNothingElse();
        });
        models.requireNothingElse();
        return prices;
    }

    /** Metrics are priced by the month and charged by the hour: the one price that has to be rounded. */
    private static long metricHour(Fields metrics) {
        return metrics.decimal("perMetricMonth")
                .multiply(PICOS)
                .divide(metrics.decimal("hoursPerMonth"), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The price of one unit, in whole picodollars. */
    private static long picos(Fields fields, String name, BigDecimal units) {
        BigDecimal price = fields.decimal(name);
        try {
            long picos = price.multiply(PICOS).divide(units).longValueExact();
            if (picos < 0) {
                throw new IllegalArgumentException(fields.at(name) + " must not be negative");
            }
            return picos;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(fields.at(name) + " is no whole number of picodollars a unit", e);
        }
    }
}
