package dev.labelmill.lambda.json;

import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.PushTarget;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.work.PriceModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one of batch.json's vendors. */
final class VendorReader {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private VendorReader() {}

    static Vendor read(Fields fields) {
        Vendor vendor = vendor(fields);
        if (vendor.delivery().way() == Delivery.Way.PULL && vendor.format() != Vendor.Format.LABELMILL) {
            throw new IllegalArgumentException(
                    fields.at("format") + " must be \"labelmill\" where delivery is \"pull\"");
        }
        if (vendor.delivery().way() == Delivery.Way.PUSH) {
            requirePushable(fields, vendor);
        }
        return vendor;
    }

    private static void requirePushable(Fields fields, Vendor vendor) {
        PushTarget target = vendor.format()
                .pushTarget()
                .orElseThrow(() ->
                        new IllegalArgumentException(fields.at("delivery") + " must not be \"push\" where format is \""
                                + vendor.format().id() + "\": no API of that format takes tasks"));
        if (!target.admits(vendor.delivery().target())) {
            throw new IllegalArgumentException(fields.at("target") + " must be " + target.what()
                    + " where delivery is \"push\" and format is \""
                    + vendor.format().id() + "\"");
        }
    }

    private static Vendor vendor(Fields fields) {
        Vendor.Format format = fields.has("format")
                ? oneOf(fields, "format", Vendor.Format.values(), Vendor.Format::id)
                : Vendor.Format.LABELMILL;
        Delivery delivery = delivery(fields);
        Vendor vendor = new Vendor(
                fields.string("name"),
                oneOf(fields, "tier", Tier.values(), VendorReader::named),
                format,
                delivery,
                price(fields),
                fields.small("capacity"),
                Duration.ofSeconds(fields.whole("deadlineSeconds")),
                fields.flag("seesPrelabel", false),
                skills(fields),
                fields.optionalObject("hours").map(HoursReader::read),
                Duration.ofSeconds(
                        fields.whole(fields.has("turnaroundSeconds") ? "turnaroundSeconds" : "deadlineSeconds")),
                fields.flag("excludes", format.excludes(delivery.way())));
        fields.requireNothingElse();
        return vendor;
    }

    private static Set<String> skills(Fields fields) {
        Set<String> skills = new HashSet<>();
        for (String skill : fields.has("skills") ? fields.strings("skills") : List.<String>of()) {
            if (!skills.add(skill)) {
                throw new IllegalArgumentException(fields.at("skills") + " names \"" + skill + "\" twice");
            }
        }
        return skills;
    }

    private static PriceModel price(Fields fields) {
        if (fields.has("price") == fields.has("pricePerLabel")) {
            throw new IllegalArgumentException(fields.at("pricePerLabel") + " must be there, or " + fields.at("price")
                    + " in its place" + fields.slip("pricePerLabel"));
        }
        try {
            return fields.has("price")
                    ? PriceReader.read(fields.object("price"))
                    : PriceModel.perLabel(nanos(fields, "pricePerLabel"));
        } catch (IllegalArgumentException unfit) {
            throw unfit.getMessage().startsWith(fields.at(""))
                    ? unfit
                    : new IllegalArgumentException(
                            "vendor " + fields.string("name") + ": " + unfit.getMessage(), unfit);
        }
    }

    private static Delivery delivery(Fields fields) {
        Delivery.Way way = fields.has("delivery")
                ? oneOf(fields, "delivery", Delivery.Way.values(), VendorReader::named)
                : Delivery.Way.OUTBOX;
        Optional<String> target = Optional.ofNullable(fields.string("target", null));
        if (way == Delivery.Way.PULL && target.isPresent()) {
            throw new IllegalArgumentException(
                    fields.at("target") + " means nothing where delivery is \"pull\": leave it out");
        }
        return new Delivery(way, target);
    }

    /** US dollars as nano-dollars. */
    static long nanos(Fields fields, String name) {
        try {
            return fields.decimal(name).multiply(NANOS).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(fields.at(name) + " must be US dollars with at most nine decimals", e);
        }
    }

    private static String named(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> T oneOf(Fields fields, String name, T[] values, Function<T, String> id) {
        String given = fields.string(name);
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fields.at(name) + " must be "
                        + Arrays.stream(values)
                                .map(value -> "\"" + id.apply(value) + "\"")
                                .collect(Collectors.joining(" or "))
                        + ", not \"" + given + "\""));
    }
}
