package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.vendor.PushForm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How the API of each format takes tasks. */
public final class PushForms {

    private final Map<Vendor.Format, PushForm> byFormat;

    /** @param byFormat formats that are absent have no API */
    public PushForms(Map<Vendor.Format, PushForm> byFormat) {
        this.byFormat = new EnumMap<>(Vendor.Format.class);
        this.byFormat.putAll(byFormat);
    }

    /** All that there are. */
    public static PushForms known() {
        return new PushForms(Map.of());
    }

    /** The form of a format's API, if it has one. */
    Optional<PushForm> of(Vendor.Format format) {
        return Optional.ofNullable(byFormat.get(format));
    }
}
