package dev.labelmill.lambda.json;

import dev.labelmill.core.work.Bonus;
import dev.labelmill.core.work.PriceModel;
import dev.labelmill.core.work.Rate;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a vendor's {@code price}: a rate, rates of tiers, and what a statement adds. */
final class PriceReader {

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private PriceReader() {}

    static PriceModel read(Fields fields) {
        PriceModel price = new PriceModel(
                rate(fields),
                tiers(fields),
                fields.has("minimumFee") ? VendorReader.nanos(fields, "minimumFee") : 0,
                fields.optionalObject("bonus").map(PriceReader::bonus));
        fields.requireNothingElse();
        return price;
    }

    private static Rate rate(Fields fields) {
        if (fields.has("perLabel") == fields.has("perHour")) {
            throw new IllegalArgumentException(fields.at("perLabel") + " or " + fields.at("perHour")
                    + " must be there, and not both" + fields.slip("perLabel") + fields.slip("perHour"));
        }
        return fields.has("perLabel")
                ? new Rate.PerLabel(VendorReader.nanos(fields, "perLabel"))
                : new Rate.PerHour(
                        VendorReader.nanos(fields, "perHour"),
                        millis(fields, "mostSeconds"),
                        millis(fields, "unknownSeconds"));
    }

    private static Map<String, Rate> tiers(Fields fields) {
        Map<String, Rate> tiers = new HashMap<>();
        for (Fields tier : fields.has("tiers") ? fields.objects("tiers") : List.<Fields>of()) {
            String name = tier.string("tier");
            if (tiers.put(name, rate(tier)) != null) {
                throw new IllegalArgumentException(tier.at("tier") + " \"" + name + "\" has a rate already");
            }
            tier.requireNothingElse();
        }
        return tiers;
    }

    private static Bonus bonus(Fields fields) {
        Bonus bonus = new Bonus(fields.decimal("goldAccuracy"), fields.whole("minGold"), fields.decimal("share"));
        fields.requireNothingElse();
        return bonus;
    }

    private static long millis(Fields fields, String name) {
        try {
            return fields.decimal(name).multiply(MILLIS).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(fields.at(name) + " must be seconds with at most three decimals", e);
        }
    }
}
