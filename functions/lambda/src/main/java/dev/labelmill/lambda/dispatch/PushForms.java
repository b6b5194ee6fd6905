package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.argilla.ArgillaPush;
import dev.labelmill.lambda.vendor.cvat.CvatPush;
import dev.labelmill.lambda.vendor.labelbox.LabelboxPush;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioPush;
import dev.labelmill.lambda.vendor.scale.ScalePush;
import dev.labelmill.lambda.vendor.toloka.TolokaPush;
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
        return new PushForms(Map.of(
                Vendor.Format.LABELBOX, new LabelboxPush(),
                Vendor.Format.LABEL_STUDIO, new LabelStudioPush(),
                Vendor.Format.CVAT, new CvatPush(),
                Vendor.Format.SCALE, new ScalePush(),
                Vendor.Format.TOLOKA, new TolokaPush(),
                Vendor.Format.ARGILLA, new ArgillaPush()));
    }

    /** The form of a format's API, if it has one. */
    Optional<PushForm> of(Vendor.Format format) {
        return Optional.ofNullable(byFormat.get(format));
    }
}
