using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Services;
using Google.Apis.Util;

#nullable disable annotations

namespace Google.Apis.PeopleService.v1;

public class ContactGroupsResource(IClientService service)
{
    public virtual CreateRequest Create(CreateContactGroupRequest body) => new(service, body);

    public virtual ListRequest List() => new(service);

    public class CreateRequest : PeopleServiceBaseServiceRequest<ContactGroup>
    {
        public CreateRequest(IClientService service, CreateContactGroupRequest body)
            : base(service)
        {
            Body = body;
            InitParameters();
        }

        public override string MethodName => "create";

        public override string HttpMethod => "POST";

        public override string RestPath => "v1/contactGroups";

        private CreateContactGroupRequest Body { get; set; }

        protected override object GetBody() => Body;
    }

    public class ListRequest : PeopleServiceBaseServiceRequest<ListContactGroupsResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("groupFields", RequestParameterType.Query)]
        public virtual object GroupFields { get; set; }

        [RequestParameter("pageSize", RequestParameterType.Query)]
        public virtual int? PageSize { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public virtual string PageToken { get; set; }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "v1/contactGroups";

        protected override void InitParameters()
        {
            base.InitParameters();
            AddQuery("groupFields");
            AddQuery("pageSize");
            AddQuery("pageToken");
        }
    }
}
