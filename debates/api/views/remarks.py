"""Remarks on arguments."""

from django.utils.translation import gettext as _

from debates.actions import remarks as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.remarks import NewRemark, RemarkEdit, RemarkShape, remark
from debates.api.views.lists import PAGING, paged_by_id
from debates.queries.arguments import find_argument
from debates.queries.remarks import find_remark, remarks_on


class Remarks(Resource):
    """The remarks on one argument."""

    @operation(
        "list_remarks",
        "The remarks on an argument, oldest first",
        gives=RemarkShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        return paged_by_id(
            asked,
            remarks_on(argument, asked.viewer),
            remark,
            of=f"remarks {argument.pk}",
            newest_first=False,
        )

    @operation(
        "make_remark",
        "Ask or note something about an argument",
        takes=NewRemark,
        gives=RemarkShape,
        status=201,
        example={"text": "Which ten years are these?"},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        made = acts.make_remark(argument, asked.body["text"], by=asked.by)
        return Given(remark(made), status=201, location=f"{asked.base}/api/v1/remarks/{made.pk}")


class OneRemark(Resource):
    """One remark."""

    @operation("read_remark", "A remark", gives=RemarkShape)
    def get(self, asked: Asked, remark_id: int) -> Given:
        return Given(remark(find_remark(asked.viewer, remark_id)))

    @operation(
        "mark_answered",
        "Mark a remark as answered",
        takes=RemarkEdit,
        gives=RemarkShape,
        about="For whoever asked or was asked. It changes no words, and needs no If-Match.",
        example={"answered": True},
    )
    def patch(self, asked: Asked, remark_id: int) -> Given:
        found = find_remark(asked.viewer, remark_id)
        if not asked.body["answered"]:
            why = _("An answered remark stays answered.")
            raise unfit([{"pointer": "/answered", "detail": why, "code": "unknown"}])
        acts.mark_answered(found, by=asked.by)
        return Given(remark(find_remark(asked.viewer, remark_id)))

    @operation("withdraw_remark", "Withdraw your remark", status=204)
    def delete(self, asked: Asked, remark_id: int) -> Given:
        acts.withdraw_remark(find_remark(asked.viewer, remark_id), by=asked.by)
        return Given(status=204)
