package io.gatehouse.contracts.shopitems;

import io.gatehouse.contracts.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code PATCH /v1/shop-items/{id}}, a JSON Merge Patch (RFC 7396). The validated record is what may be changed of the
 * shop item as it will be.
 */
public record UpdateShopItemRequest(
        @NotBlank @Size(max = 80) @Pattern(regexp = Text.NO_CONTROL, message = Text.NO_CONTROL_MESSAGE)
        String name,

        @Size(min = 1, max = 1000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_MESSAGE)
        String note) {}
